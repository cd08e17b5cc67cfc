using System.Text.Json;
using System.Text.Unicode;

namespace SchemaSdk.CompilerServices;

/// <summary>Checks JSON text with nodes, without allocating for a valid one.</summary>
/// <remarks>
/// Stands on the first token of a value. A keyword that does not apply to the JSON kind of that value does nothing, as JSON
/// Schema has it.
/// </remarks>
internal ref struct JsonCheck
{
    public Utf8JsonReader Reader;
    public JsonTrial Trial;
    public int TriesForCertainty;

    private readonly ReadOnlySpan<byte> _json;
    private readonly ReadOnlySpan<int> _files;
    private List<JsonFinding>? _findings;

    private JsonCheck(ReadOnlySpan<byte> json, ReadOnlySpan<int> files)
    {
        _json = json;
        _files = files;
        Reader = new Utf8JsonReader(json, JsonText.InputOptions);
    }

    /// <summary>True if the value is a string, or a name where names are checked.</summary>
    public readonly bool IsText => Reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName;

    /// <summary>True if the value is the address of a file that is sent: its text is not there yet.</summary>
    public readonly bool IsFile => _files.BinarySearch((int)Reader.TokenStartIndex) >= 0;

    /// <summary>Checks an input whose files are sent in place of some of its texts.</summary>
    /// <param name="utf8Json">The text.</param>
    /// <param name="files">The offsets at which those texts start, in order.</param>
    /// <param name="rule">Checks the root value.</param>
    /// <returns>
    /// Every place that does not fit, empty for a valid text. Text that is not JSON, or nested deeper than 256, is one error:
    /// rule <c>json</c> at the empty pointer.
    /// </returns>
    public static IReadOnlyList<ValidationError> Run(ReadOnlySpan<byte> utf8Json, ReadOnlySpan<int> files, RuleNode rule)
    {
        if (!Utf8.IsValid(utf8Json))
        {
            return [NotJson(utf8Json, "it is not UTF-8.")];
        }

        var check = new JsonCheck(utf8Json, files);
        try
        {
            check.Reader.Read();
            rule.Check(ref check);
            check.Reader.Skip();

            // Reports what follows the value, as the parser does.
            check.Reader.Read();
        }
        catch (JsonException error)
        {
            return [NotJson(utf8Json, error.Message)];
        }

        return check._findings is null ? [] : JsonFinding.ToErrors(utf8Json, JsonText.InputOptions, check._findings);
    }

    /// <summary>Moves to the next token after the value, into which the first step leads.</summary>
    public void Advance(ref bool isInside)
    {
        if (isInside && (Reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            Reader.Skip();
        }

        isInside = true;
        Reader.Read();
    }

    /// <summary>Another reader, on the first token of a value that this one has passed.</summary>
    public readonly Utf8JsonReader ReaderAt(int offset)
    {
        // What follows the value is not read, so that it is more JSON does not matter.
        var reader = new Utf8JsonReader(_json[offset..], JsonText.InputOptions);
        reader.Read();
        return reader;
    }

    /// <summary>Notes that the value does not fit.</summary>
    /// <returns>True if it has to be reported. In a trial nothing is, and so no text has to be made.</returns>
    public bool Fails()
    {
        Trial.HasFailed = true;
        return !Trial.IsOn;
    }

    /// <summary>Notes that the JSON kind of the value does not fit.</summary>
    /// <returns>True if it has to be reported.</returns>
    public bool FailsByKind()
    {
        Trial.IsOtherKind |= Reader.TokenStartIndex == Trial.Start;
        return Fails();
    }

    /// <summary>Reports the value.</summary>
    /// <param name="rule">The keyword.</param>
    /// <param name="requirement">Continues "it must".</param>
    /// <param name="allowed">What the schema allows.</param>
    public void Report(string rule, string requirement, string? allowed) => Report(Reader.TokenStartIndex, rule, requirement, allowed);

    /// <summary>Reports a value.</summary>
    /// <param name="offset">Where the value starts.</param>
    /// <param name="rule">The keyword.</param>
    /// <param name="requirement">Continues "it must".</param>
    /// <param name="allowed">What the schema allows.</param>
    public void Report(long offset, string rule, string requirement, string? allowed) =>
        (_findings ??= []).Add(new(offset, rule, requirement, allowed, null));

    /// <summary>Reports a member that did not come.</summary>
    /// <param name="offset">Where the object starts.</param>
    /// <param name="rule">The keyword.</param>
    /// <param name="name">The member's name.</param>
    public void ReportMissing(long offset, string rule, string name) => (_findings ??= []).Add(new(offset, rule, "", null, name));

    private static ValidationError NotJson(ReadOnlySpan<byte> utf8Json, string why) => new()
    {
        JsonPointer = "",
        Rule = "json",
        Message = $"The input is not JSON: {why}",
        Value = JsonText.Cut(utf8Json),
        Allowed = "JSON text",
    };
}
