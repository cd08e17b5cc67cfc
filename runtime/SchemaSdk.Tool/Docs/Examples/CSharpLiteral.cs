using System.Globalization;
using System.Text;
using SchemaSdk.Schemas.Wording;

namespace SchemaSdk.Tool.Docs.Examples;

/// <summary>A string of C#, whatever text it holds.</summary>
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
