using System.Globalization;

namespace SchemaSdk.Schemas.Naming;

/// <summary>The words for characters that cannot occur in an identifier.</summary>
internal static class SymbolNames
{
    /// <summary>Returns the word for a character, or its code, such as <c>U2764</c>.</summary>
    public static string Of(char c) => c switch
    {
        ' ' => "Space",
        '_' => "Underscore",
        '-' => "Dash",
        '.' => "Dot",
        ',' => "Comma",
        ':' => "Colon",
        ';' => "Semicolon",
        '/' => "Slash",
        '\\' => "Backslash",
        '+' => "Plus",
        '*' => "Star",
        '=' => "Equals",
        '<' => "Less",
        '>' => "Greater",
        '#' => "Hash",
        '$' => "Dollar",
        '%' => "Percent",
        '&' => "And",
        '@' => "At",
        '!' => "Bang",
        '?' => "Question",
        '|' => "Pipe",
        '~' => "Tilde",
        '^' => "Caret",
        '\'' => "Quote",
        '"' => "DoubleQuote",
        '`' => "Backtick",
        '(' => "Open",
        ')' => "Close",
        '[' => "OpenBracket",
        ']' => "CloseBracket",
        '{' => "OpenBrace",
        '}' => "CloseBrace",
        _ => "U" + ((int)c).ToString("X4", CultureInfo.InvariantCulture),
    };
}
