using System.Globalization;

namespace SchemaSdk.Schemas.Naming;

/// <summary>The names of characters that an identifier cannot have.</summary>
internal static class SymbolNames
{
    /// <summary>The name of a character.</summary>
    /// <param name="c">A character that is neither a letter nor a digit.</param>
    /// <returns>A word, or the character's code such as <c>U2764</c>.</returns>
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
