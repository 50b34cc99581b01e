mod body;
mod callers;
mod description;
mod lists;
mod older;
mod people;
mod reference;
mod teams;
