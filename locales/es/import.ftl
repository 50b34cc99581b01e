import-title = Importar usuarios
import-lead = Desde un archivo CSV. Primero se comprueba y ves todos los errores antes de que se importe nada.
import-file-label = Archivo CSV
import-file-hint = La primera línea lleva los nombres de las columnas: name y email son obligatorias; phone, roles y teams, opcionales. Varios roles o equipos se separan con punto y coma. Como máximo 500 líneas.
import-read = Comprobar archivo
import-other = Elegir otro archivo
import-run = Importar
import-count =
    { $count ->
        [one] El archivo es correcto. Se añadirá a una persona, o se la invitará si ya tiene usuario.
       *[other] El archivo es correcto. Se añadirá a { $count } personas, o se las invitará si ya tienen usuario. Una cuenta admite 50 por hora; para el resto, vuelve a importar el mismo archivo más tarde.
    }
import-faults = No se ha importado nada. Corrige estas líneas y vuelve a elegir el archivo.
import-more-faults = Hay más errores después de estos.
import-column-line = Línea
import-column-fault = Qué hacer
import-line = Línea { $line }
import-empty = Elige un archivo CSV con al menos una línea.
import-not-utf8 = Guarda el archivo como CSV en UTF-8 y vuelve a elegirlo.
import-unreadable = Esta línea no se puede leer: cierra las comillas
import-no-column = Añade una columna llamada { $column }
import-nobody = Añade una línea por persona debajo de la primera
import-too-long = Deja como máximo { $most } líneas por archivo e importa las demás después
import-role-unknown = No existe el rol «{ $role }»: usa admin, billing, broadcaster o communicator
import-team-unknown = No existe el equipo «{ $team }»: créalo antes o quítalo
import-twice = Esta dirección ya está en una línea anterior: deja solo una
import-done = Importación terminada. Creados: { $created }. Invitados: { $invited }. Ya estaban: { $here }.
import-done-partly = Importación incompleta. Creados: { $created }. Invitados: { $invited }. Ya estaban: { $here }. Pendientes: { $left }, porque la cuenta ha llegado a su límite. Vuelve a importar el mismo archivo más tarde.
