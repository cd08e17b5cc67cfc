using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>Brings JSON into one form, in which the order of members and the spelling of numbers and strings no longer differ.</summary>
internal static class CanonicalJson
{
    private static readonly JsonReaderOptions Deep = new() { MaxDepth = int.MaxValue };

    public static bool AreEqual(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) =>
        left.SequenceEqual(right) || Of(left) == Of(right);

    /// <summary>The same text for equal values; not JSON itself.</summary>
    public static string Of(ReadOnlySpan<byte> utf8Json)
    {
        var reader = new Utf8JsonReader(utf8Json, Deep);
        reader.Read();
        var text = new StringBuilder(utf8Json.Length);
        Append(text, ref reader);
        return text.ToString();
    }

    private static void Append(StringBuilder text, ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                AppendObject(text, ref reader);
                break;
            case JsonTokenType.StartArray:
                text.Append('[');
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    Append(text, ref reader);
                    text.Append(',');
                }

                text.Append(']');
                break;
            case JsonTokenType.String:
                AppendText(text, JsonText.Decode(ref reader));
                break;
            case JsonTokenType.Number:
                new JsonNumber(reader.ValueSpan).AppendCanonical(text);
                break;
            default:
                text.Append(reader.TokenType);
                break;
        }
    }

    private static void AppendObject(StringBuilder text, ref Utf8JsonReader reader)
    {
        var members = new List<Member>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = JsonText.Decode(ref reader);
            reader.Read();
            var value = new StringBuilder();
            Append(value, ref reader);
            members.Add(new Member(name, members.Count, value.ToString()));
        }

        members.Sort(static (left, right) =>
            string.CompareOrdinal(left.Name, right.Name) is var order and not 0 ? order : left.Position.CompareTo(right.Position));
        text.Append('{');
        foreach (var member in members)
        {
            AppendText(text, member.Name);
            text.Append(':').Append(member.Value).Append(',');
        }

        text.Append('}');
    }

    // With its length before it no text can look like two.
    private static void AppendText(StringBuilder text, string value) =>
        text.Append('"').Append(value.Length.ToString(CultureInfo.InvariantCulture)).Append('"').Append(value);

    // No tuple: native programs have code of their own to sort each kind of structure.
    private sealed class Member(string name, int position, string value)
    {
        public string Name { get; } = name;

        public int Position { get; } = position;

        public string Value { get; } = value;
    }
}
