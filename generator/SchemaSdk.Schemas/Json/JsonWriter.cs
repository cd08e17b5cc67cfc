using System.Globalization;
using System.Numerics;
using System.Text;

namespace SchemaSdk.Schemas.Json;

/// <summary>Writes JSON without white space, for names, hashes and messages.</summary>
internal static class JsonWriter
{
    public static string Write(JsonNode node) => WriteStart(node, int.MaxValue);

    /// <summary>Writes JSON until the text has more than <paramref name="most"/> characters.</summary>
    public static string WriteStart(JsonNode node, int most)
    {
        var text = new StringBuilder();
        Append(text, node, most);
        return text.ToString();
    }

    public static string Quote(string value)
    {
        var text = new StringBuilder(value.Length + 2);
        AppendString(text, value, int.MaxValue);
        return text.ToString();
    }

    private static void Append(StringBuilder text, JsonNode node, int most)
    {
        switch (node)
        {
            case JsonValue value:
                AppendValue(text, value, most);
                break;
            case JsonMember member:
                AppendString(text, member.Name, most);
                text.Append(':');
                Append(text, member.Value, most);
                break;
            case JsonArray items:
                AppendAll(text.Append('['), items, most).Append(']');
                break;
            case JsonObject members:
                AppendAll(text.Append('{'), members, most).Append('}');
                break;
        }
    }

    private static StringBuilder AppendAll(StringBuilder text, IEnumerable<JsonNode> parts, int most)
    {
        var isFirst = true;
        foreach (var part in parts)
        {
            if (!isFirst)
            {
                text.Append(',');
            }

            isFirst = false;
            Append(text, part, most);
            if (text.Length > most)
            {
                break;
            }
        }

        return text;
    }

    private static void AppendValue(StringBuilder text, JsonValue value, int most)
    {
        switch (value.Value)
        {
            case string written:
                AppendString(text, written, most);
                break;
            case bool flag:
                text.Append(flag ? "true" : "false");
                break;
            case double number:
                AppendNumber(text, number);
                break;
            case long number:
                text.Append(number.ToString(CultureInfo.InvariantCulture));
                break;
            case BigInteger number:
                text.Append(number.ToString(CultureInfo.InvariantCulture));
                break;
            default:
                text.Append("null");
                break;
        }
    }

    /// <summary>Writes 1.0 with its fraction, because 1.0 and 1 are different values of an enum.</summary>
    private static void AppendNumber(StringBuilder text, double number)
    {
        var digits = number.ToString("R", CultureInfo.InvariantCulture);
        text.Append(digits);
        if (digits.IndexOfAny(['.', 'e', 'E', 'N', 'I']) < 0)
        {
            text.Append(".0");
        }
    }

    private static void AppendString(StringBuilder text, string value, int most)
    {
        text.Append('"');
        foreach (var c in value)
        {
            if (text.Length > most)
            {
                return;
            }

            switch (c)
            {
                case '"' or '\\':
                    text.Append('\\').Append(c);
                    break;
                case '\b' or '\f' or '\n' or '\r' or '\t':
                    text.Append('\\').Append("btn_fr"[c - '\b']);
                    break;
                case < ' ' or '\u0085' or '\u2028' or '\u2029':
                    text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                    break;
                default:
                    text.Append(c);
                    break;
            }
        }

        text.Append('"');
    }
}
