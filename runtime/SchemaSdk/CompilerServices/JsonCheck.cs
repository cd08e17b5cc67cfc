using System.ComponentModel;
using System.Text.Json;
using System.Text.Unicode;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: checks JSON text against a schema, without allocating for a valid one.</summary>
/// <remarks>A keyword that does not apply to the JSON kind of a value does nothing, as JSON Schema has it.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref partial struct JsonCheck
{
    private const int MaxDepth = 256;
    private const int NotEntered = -1;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = MaxDepth };

    private List<JsonFinding>? _findings;
    private long _entered;   // where the object or array starts that Object or Array just said yes to

    /// <summary>Checks a whole text.</summary>
    /// <param name="utf8Json">The text.</param>
    /// <param name="rule">Checks the root value.</param>
    /// <returns>
    /// Every place that does not fit, empty for a valid text. Text that is not JSON, or nested deeper than 256, is one error:
    /// rule <c>json</c> at the empty pointer.
    /// </returns>
    public static IReadOnlyList<ValidationError> Run(ReadOnlySpan<byte> utf8Json, JsonRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        if (!Utf8.IsValid(utf8Json))
        {
            return [NotJson(utf8Json, "it is not UTF-8.")];
        }

        var check = new JsonCheck { _entered = NotEntered };
        var reader = new Utf8JsonReader(utf8Json, Options);
        try
        {
            reader.Read();
            rule(ref reader, ref check);
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                reader.Skip();
            }

            // Reports what follows the value, as the parser does.
            reader.Read();
        }
        catch (JsonException error)
        {
            return [NotJson(utf8Json, error.Message)];
        }

        return check._findings is null ? [] : JsonFinding.ToErrors(utf8Json, Options, check._findings);
    }

    /// <summary>Where the value starts, for the keywords that are checked at its end.</summary>
    /// <param name="reader">On the first token of the value.</param>
    public static long Start(ref Utf8JsonReader reader) => reader.TokenStartIndex;

    /// <summary>Checks that a value is an object.</summary>
    /// <param name="reader">On the first token of the value; on its last where the method returns false.</param>
    /// <returns>True: call <see cref="NextMember"/> until it returns false. False: the value is something else and was reported.</returns>
    public bool Object(ref Utf8JsonReader reader)
    {
        Type(ref reader, JsonTypes.Object);
        return Enter(ref reader, JsonTokenType.StartObject);
    }

    /// <summary>Checks that a value is an array.</summary>
    /// <param name="reader">On the first token of the value; on its last where the method returns false.</param>
    /// <returns>True: call <see cref="NextItem"/> until it returns false. False: the value is something else and was reported.</returns>
    public bool Array(ref Utf8JsonReader reader)
    {
        Type(ref reader, JsonTypes.Array);
        return Enter(ref reader, JsonTokenType.StartArray);
    }

    /// <summary>Whether a value is an object, for schemas that also allow something else.</summary>
    /// <param name="reader">On the first token of the value; on its last where the method returns false.</param>
    /// <returns>True: call <see cref="NextMember"/> until it returns false.</returns>
    public bool IsObject(ref Utf8JsonReader reader) => Enter(ref reader, JsonTokenType.StartObject);

    /// <summary>Whether a value is an array, for schemas that also allow something else.</summary>
    /// <param name="reader">On the first token of the value; on its last where the method returns false.</param>
    /// <returns>True: call <see cref="NextItem"/> until it returns false.</returns>
    public bool IsArray(ref Utf8JsonReader reader) => Enter(ref reader, JsonTokenType.StartArray);

    /// <summary>Moves to the next member, past whatever of the last one was not read.</summary>
    /// <param name="reader">The reader; afterwards on the first token of the member's value.</param>
    /// <param name="names">The names that the schema knows.</param>
    /// <param name="member">The position of the name, or -1 for another one, whose value need not be read.</param>
    /// <returns>False at the end of the object.</returns>
    public bool NextMember(ref Utf8JsonReader reader, MemberNames names, out int member)
    {
        Advance(ref reader);
        if (reader.TokenType == JsonTokenType.EndObject)
        {
            member = -1;
            return false;
        }

        member = names.Find(ref reader);
        reader.Read();
        return true;
    }

    /// <summary>Moves to the next item, past whatever of the last one was not read.</summary>
    /// <param name="reader">The reader; afterwards on the first token of the item.</param>
    /// <returns>False at the end of the array.</returns>
    public bool NextItem(ref Utf8JsonReader reader)
    {
        Advance(ref reader);
        return reader.TokenType != JsonTokenType.EndArray;
    }

    private static ValidationError NotJson(ReadOnlySpan<byte> utf8Json, string why) => new()
    {
        JsonPointer = "",
        Rule = "json",
        Message = $"The input is not JSON: {why}",
        Value = JsonText.Cut(utf8Json),
        Allowed = "JSON text",
    };

    private bool Enter(ref Utf8JsonReader reader, JsonTokenType start)
    {
        if (reader.TokenType == start)
        {
            _entered = reader.TokenStartIndex;
            return true;
        }

        reader.Skip();
        return false;
    }

    private void Advance(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && reader.TokenStartIndex != _entered)
        {
            reader.Skip();
        }

        _entered = NotEntered;
        reader.Read();
    }

    private void Report(long offset, string rule, string requirement, string? allowed, string? missingMember = null) =>
        (_findings ??= []).Add(new(offset, rule, requirement, allowed, missingMember));
}
