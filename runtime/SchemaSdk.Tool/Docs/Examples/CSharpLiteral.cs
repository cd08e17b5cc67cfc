using System.Globalization;
using System.Text;
using SchemaSdk.Schemas.Wording;

namespace SchemaSdk.Tool.Docs.Examples;

/// <summary>Writes any text as a C# string literal.</summary>
internal static class CSharpLiteral
{
    internal static string Of(string text)
    {
        var literal = new StringBuilder(text.Length + 2).Append('"');
        foreach (var character in text)
        {
            literal.Append(character switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\t' => "\\t",
                _ when char.IsSurrogate(character) || UnseenText.Has(character) =>
                    string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => character.ToString(),
            });
        }

        return literal.Append('"').ToString();
    }
}
