//! Names of users, in the scripts and languages of one roster.

use super::dice::dice;

/// Given and family names of one language.
struct Tradition {
    given: &'static str,
    family: &'static str,
    order: Order,
}

enum Order {
    GivenFirst,
    FamilyFirst,
}

const TRADITIONS: [Tradition; 6] = [
    Tradition {
        given: "Anna Adam Alice Agnès Alejandro Álvaro Anouk Arjan Ben Beatriz Bernd Björn Bram \
            Camille Carla Carlos Céline Chloé Christoph Clara Daan Daniel David Diego Dieter Dirk \
            Elena Elise Emma Emil Esmée Étienne Eva Fabian Femke Fernando Finn Florian Françoise \
            Frieda George Gerrit Gonzalo Grace Greta Guillaume Hannah Hanneke Harry Hélène Henk \
            Hugo Ida Ines Íñigo Isabel Jack Jacques Jan Jasmijn Javier Jérôme Johanna John Jonas \
            José Joëlle Julia Jürgen Karl Katja Klaas Koen Lars Laura Léa Leonie Lieke Lotte Lucía \
            Ludovic Luis Maarten Manon Manuel Margaux Maria Marieke Marlène Martín Mary Mateo \
            Mathilde Max Mercedes Mia Michael Miguel Mirjam Moritz Nadia Natalia Niels Nina Noémie \
            Nuria Oliver Olivia Oscar Pablo Paul Paula Peter Philippa Pilar Piet Quentin Rafael \
            Rebecca Renée Robert Rosa Roos Ruben Samuel Sander Sanne Sarah Sébastien Sofía Sophie \
            Stefan Susan Sven Tess Theo Thérèse Thijs Thomas Tim Tomás Ulrike Ursula Valentina \
            Victor Vincent Walter Wendy Willem William Xavier Ximena Yannick Yolanda Yvonne Zoë",
        family: "Müller Smith García Dubois Jansen Archer Álvarez Andrés Arnaud Bakker Baker Bauer \
            Becker Bernard Blanc Boer Bosch Bouwman Brandt Brown Bruin Cabrera Campbell Castro \
            Chevalier Clark Cohen Cook Cruz Davies Díaz Dijkstra Domínguez Dupont Edwards Engel \
            Evans Faure Fernández Fischer Fontaine Foster Fournier Fuchs Garnier Gauthier Gerber \
            Gómez González Graf Gray Green Groot Guerrero Gutiérrez Haas Hall Harris Hartmann \
            Hendriks Hernández Hill Hoekstra Hofmann Hughes Iglesias Jackson Jacobs Jäger Jiménez \
            Johnson Jones Kaiser Keller King Klein Koch König Köhler Krüger Kuipers Lambert Lang \
            Laurent Lefèvre Leroy Lewis López Lorenz Lozano Maier Marchand Martin Martínez Meijer \
            Mercier Meunier Meyer Mitchell Molina Moore Morales Moreau Morris Mulder Muñoz Navarro \
            Neumann Núñez O’Brien Ortega Ortiz Otto Parker Peña Pérez Peters Petit Pfeiffer \
            Phillips Prieto Prins Quintana Ramírez Reyes Richter Rivera Roberts Rodríguez Romero \
            Roussel Ruiz Sánchez Schäfer Schmidt Schneider Schouten Schröder Schulz Serrano Simon \
            Smit Soto Stein Suárez Taylor Thompson Torres Turner Vargas Vasseur Vega Verhoeven \
            Vermeer Vidal Visser Vogel Vos Wagner Walker Ward Weber Weiß White Wijk Wilson Winter \
            Wolff Wood Wright Ybarra Young Zimmermann Zúñiga",
        order: Order::GivenFirst,
    },
    Tradition {
        given: "Александр Анна Борис Вера Виктор Галина Дмитрий Елена Иван Ирина Мария Михаил \
            Наталья Олег Ольга Павел Светлана Сергей Татьяна Юрий",
        family: "Бондаренко Василенко Волошин Гончар Данилюк Жук Коваль Кравчук Лебедь Мельник \
            Мороз Олейник Петренко Романюк Савчук Ткач Франко Шевчук Яковенко",
        order: Order::GivenFirst,
    },
    Tradition {
        given: "Αθηνά Γιώργος Δημήτρης Ελένη Ζωή Θανάσης Ιωάννα Κώστας Μαρία Νίκος Σοφία Χρήστος",
        family: "Αλεξίου Βασιλείου Γεωργίου Δήμου Ιωάννου Καραγιάννης Μακρής Νικολάου Οικονόμου \
            Παππάς Σταύρου Φωτίου",
        order: Order::GivenFirst,
    },
    Tradition {
        given: "伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 秀英 桂兰 小龍",
        family: "王 李 张 刘 陈 杨 黄 赵 吴 周 徐 孙 马 朱 胡 郭 何 林 高 罗",
        order: Order::FamilyFirst,
    },
    Tradition {
        given: "أحمد آمنة حسن خديجة ريم زينب سارة سعيد علي عمر فاطمة كريم ليلى محمد مريم نور \
            هدى ياسين يوسف",
        family: "البغدادي التونسي الحداد الخطيب الدمشقي الزهراني السيد الشامي الصباغ العلوي \
            الفاسي القاسم المصري النجار",
        order: Order::GivenFirst,
    },
    Tradition {
        given: "अनिल अंजलि आरव ईशा करण कविता गीता दीपक नेहा पूजा प्रिया मीरा मोहन रवि राहुल विजय \
            सीमा सुनील",
        family: "अग्रवाल कपूर गुप्ता चौधरी जोशी देसाई नायर पटेल मिश्रा मेहता यादव राव वर्मा शर्मा \
            सिंह",
        order: Order::GivenFirst,
    },
];

/// A family name that is rare in every account.
pub const RARE: &str = "Quillfeather";

/// The most common given name with the most common family name.
pub const COMMON: &str = "Anna Müller";

/// Returns the name of a user, the same in each run. Three of four have names of the first
/// language, and in each some names are more common than others.
pub fn name(person: usize) -> String {
    let tradition = match dice(person, "tradition") % 20 {
        n @ 0..=4 => &TRADITIONS[n + 1],
        _ => &TRADITIONS[0],
    };
    let (given, family) = (pick(tradition.given, person, 1), pick(tradition.family, person, 2));
    match tradition.order {
        Order::GivenFirst => format!("{given} {family}"),
        Order::FamilyFirst => format!("{family}{given}"),
    }
}

/// Picks the smaller of two numbers: the first names are the common ones.
fn pick(names: &'static str, person: usize, place: usize) -> &'static str {
    let names: Vec<&str> = names.split_whitespace().collect();
    let throw = |of| dice(person * 2 + place, of) % names.len();
    names[throw("name").min(throw("name again"))]
}
