import-title = Importar usuarios
import-lead = Importa personas desde un archivo CSV. Primero se comprueba el archivo y ves todos los errores antes de que se importe nada.
import-file-label = Archivo CSV
import-file-hint = La primera línea contiene los nombres de las columnas. El nombre y el correo son obligatorios; el teléfono, los roles y los equipos son opcionales, y las demás columnas se ignoran. Separa varios roles o equipos con punto y coma. Como máximo { $lines } líneas.
import-read = Comprobar archivo
import-other = Elegir otro archivo
import-run = Importar
import-count =
    { $count ->
        [one] El archivo es válido. Se añadirá a una persona, o se la invitará si ya tiene un perfil.
       *[other] El archivo es válido. Se añadirá a { $count } personas, o se las invitará si ya tienen un perfil.
    }
import-here =
    { $count ->
        [one] Una persona ya está en la cuenta o tiene una invitación: para ella no cambia nada.
       *[other] { $count } personas ya están en la cuenta o tienen una invitación: para ellas no cambia nada.
    }
import-nothing-new = Todas las personas de este archivo ya están en la cuenta o tienen una invitación. No hay nada que importar.
import-column-result = Resultado
import-result-new = Nueva persona
import-result-here = Ya está en la cuenta
import-result-invited = Ya tiene una invitación
import-faults = No se ha importado nada. Corrige estas líneas y vuelve a elegir el archivo.
import-more-faults = Hay más errores. Corrige primero estos.
import-column-line = Línea
import-column-column = Columna
import-column-found = Contenido
import-found-nothing = Vacío
import-column-fault = Qué hacer
import-empty = Elige un archivo CSV con al menos una línea.
import-not-utf8 = Guarda el archivo como CSV en UTF-8 y vuelve a elegirlo.
import-too-large = Este archivo ocupa { $size }. El límite es de { $most } y { $lines } líneas por archivo. Divídelo e importa las partes una tras otra.
import-unreadable = Añade las comillas de cierre que faltan o quita las de apertura
import-no-column = Añade una columna llamada { $column }
import-nobody = Añade una línea por persona debajo de los nombres de las columnas
import-too-long = Un archivo puede tener como máximo { $most } líneas. Divídelo e importa el resto por separado
import-role-unknown = No existe el rol «{ $role }»: usa admin, billing, broadcaster o communicator
import-team-unknown = No existe el equipo «{ $team }»: créalo antes o quítalo
import-twice = Esta dirección ya está en una línea anterior. Deja solo una
import-done =
    Importación terminada.{ $created ->
        [0] {""}
        [one] {" "}Se ha añadido a una persona.
       *[other] {" "}Se ha añadido a { $created } personas.
    }{ $invited ->
        [0] {""}
        [one] {" "}Se ha invitado a una persona.
       *[other] {" "}Se ha invitado a { $invited } personas.
    }{ $here ->
        [0] {""}
        [one] {" "}Una persona ya estaba en la cuenta o tenía una invitación.
       *[other] {" "}{ $here } personas ya estaban en la cuenta o tenían una invitación.
    }
import-done-partly =
    Importación parcial.{ $created ->
        [0] {""}
        [one] {" "}Se ha añadido a una persona.
       *[other] {" "}Se ha añadido a { $created } personas.
    }{ $invited ->
        [0] {""}
        [one] {" "}Se ha invitado a una persona.
       *[other] {" "}Se ha invitado a { $invited } personas.
    }{ $here ->
        [0] {""}
        [one] {" "}Una persona ya estaba en la cuenta o tenía una invitación.
       *[other] {" "}{ $here } personas ya estaban en la cuenta o tenían una invitación.
    } { $left ->
        [one] No se ha podido importar a una persona, porque la cuenta
       *[other] No se ha podido importar a { $left } personas, porque la cuenta
    } ha alcanzado su límite de usuarios o el límite de invitaciones por hora. Aumenta el límite de usuarios en «Ajustes de la cuenta» o espera una hora, y vuelve a importar el mismo archivo.
