using System.Runtime.CompilerServices;
using System.Text;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Naming;

namespace SchemaSdk.Schemas.Types;

/// <summary>Computes the hash of a schema. It depends only on the resulting C# type, not on documentation, rules or order.</summary>
internal static class CanonicalSchema
{
    /// <summary>
    /// Caches the hashes. The hash of a schema includes its inner schemas, so without a cache, these would be hashed again at every level.
    /// </summary>
    private static readonly ConditionalWeakTable<JsonObject, string> Known = new();

    /// <summary>
    /// Returns a hash of a schema. The schema must not change afterwards. Schemas have equal hashes only if they result in the same type.
    /// </summary>
    public static string Of(JsonNode schema)
    {
        if (schema is JsonObject json)
        {
            return Known.GetValue(json, Digest);
        }

        var text = new StringBuilder();
        AppendData(text, schema);
        return text.ToString();
    }

    private static string Digest(JsonObject json)
    {
        var text = new StringBuilder();
        var isInteger = json[KeywordName.Type] is JsonValue { Value: "integer" };
        AppendMembers(text, json.Members.Where(member => Shapes(member.Name, isInteger)), AppendKeyword);
        return TextHash.Of(text.ToString());
    }

    private static bool Shapes(string name, bool isInteger) => name == TypingView.Null || KeywordTable.Find(name)?.Types switch
    {
        KeywordTyping.Always or KeywordTyping.Union or KeywordTyping.OptionalMembers => true,
        KeywordTyping.OfIntegers => isInteger,
        _ => false,
    };

    private static void Append(StringBuilder text, JsonNode schema) => text.Append(Of(schema));

    private static void AppendKeyword(StringBuilder text, JsonMember keyword)
    {
        var row = KeywordTable.Find(keyword.Name);
        var isData = row is not { HoldsSchemas: true };
        if (keyword.Value is JsonArray items)
        {
            AppendItems(text, items, isData ? AppendData : Append, row is { IsSet: true });
        }
        else if (keyword.Value is JsonObject members && row is { HoldsMembers: true })
        {
            AppendMembers(text, members.Members, AppendNamed);
        }
        else if (isData)
        {
            AppendData(text, keyword.Value);
        }
        else
        {
            Append(text, keyword.Value);
        }
    }

    private static void AppendNamed(StringBuilder text, JsonMember member)
    {
        if (member.Value is JsonArray names)
        {
            AppendItems(text, names, AppendData, isSet: true);
        }
        else
        {
            Append(text, member.Value);
        }
    }

    private static void AppendData(StringBuilder text, JsonNode value)
    {
        switch (value)
        {
            case JsonObject members:
                AppendMembers(text, members.Members, (inner, member) => AppendData(inner, member.Value));
                break;
            case JsonArray items:
                AppendItems(text, items, AppendData, isSet: false);
                break;
            default:
                text.Append(value.ToString());
                break;
        }
    }

    private static void AppendMembers(StringBuilder text, IEnumerable<JsonMember> members, Action<StringBuilder, JsonMember> append)
    {
        text.Append('{');
        foreach (var member in members.OrderBy(member => member.Name, StringComparer.Ordinal))
        {
            text.Append(JsonWriter.Quote(member.Name)).Append(':');
            append(text, member);
            text.Append(',');
        }

        text.Append('}');
    }

    private static void AppendItems(StringBuilder text, JsonArray items, Action<StringBuilder, JsonNode> append, bool isSet)
    {
        var texts = items.Select(item =>
        {
            var inner = new StringBuilder();
            append(inner, item);
            return inner.ToString();
        });
        text.Append('[')
            .Append(string.Join(",", isSet ? texts.Distinct(StringComparer.Ordinal).OrderBy(item => item, StringComparer.Ordinal) : texts))
            .Append(']');
    }
}
