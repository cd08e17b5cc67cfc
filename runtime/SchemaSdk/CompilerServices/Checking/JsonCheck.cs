using System.ComponentModel;
using System.Text.Json;
using System.Text.Unicode;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: checks JSON text against a schema, without allocating for a valid one.</summary>
/// <remarks>
/// Stands on the first token of a value. A keyword that does not apply to the JSON kind of that value does nothing, as JSON
/// Schema has it; only <see cref="ObjectCheck"/> and <see cref="ArrayCheck"/> leave the check on the value's last token,
/// everything else leaves it where it was.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref partial struct JsonCheck
{
    internal Utf8JsonReader Reader;
    internal JsonTrial Trial;
    internal int TriesForCertainty;

    private readonly ReadOnlySpan<byte> _json;
    private readonly ReadOnlySpan<int> _files;
    private List<JsonFinding>? _findings;

    private JsonCheck(ReadOnlySpan<byte> json, ReadOnlySpan<int> files)
    {
        _json = json;
        _files = files;
        Reader = new Utf8JsonReader(json, JsonText.InputOptions);
    }

    /// <summary>True if the value is null, for schemas that allow null beside something else.</summary>
    public readonly bool IsNull => Reader.TokenType == JsonTokenType.Null;

    /// <summary>Checks a whole text.</summary>
    /// <param name="utf8Json">The text.</param>
    /// <param name="rule">Checks the root value.</param>
    /// <returns>
    /// Every place that does not fit, empty for a valid text. Text that is not JSON, or nested deeper than 256, is one error:
    /// rule <c>json</c> at the empty pointer.
    /// </returns>
    public static IReadOnlyList<ValidationError> Run(ReadOnlySpan<byte> utf8Json, JsonRule rule) => Run(utf8Json, [], rule);

    /// <summary>Checks an input whose files are sent in place of some of its texts.</summary>
    /// <param name="utf8Json">The text.</param>
    /// <param name="files">The offsets at which those texts start, in order.</param>
    /// <param name="rule">Checks the root value.</param>
    internal static IReadOnlyList<ValidationError> Run(ReadOnlySpan<byte> utf8Json, ReadOnlySpan<int> files, JsonRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        if (!Utf8.IsValid(utf8Json))
        {
            return [NotJson(utf8Json, "it is not UTF-8.")];
        }

        var check = new JsonCheck(utf8Json, files);
        try
        {
            check.Reader.Read();
            rule(ref check);
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
    internal void Advance(ref bool isInside)
    {
        if (isInside && (Reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            Reader.Skip();
        }

        isInside = true;
        Reader.Read();
    }

    /// <summary>Another reader, on the first token of a value that this one has passed.</summary>
    internal readonly Utf8JsonReader ReaderAt(int offset)
    {
        // What follows the value is not read, so that it is more JSON does not matter.
        var reader = new Utf8JsonReader(_json[offset..], JsonText.InputOptions);
        reader.Read();
        return reader;
    }

    /// <summary>Notes that the value does not fit.</summary>
    /// <returns>True if it has to be reported. In a trial nothing is, and so no text has to be made.</returns>
    internal bool Fails()
    {
        Trial.HasFailed = true;
        return !Trial.IsOn;
    }

    internal void Report(long offset, string rule, string requirement, string? allowed, string? missingMember = null) =>
        (_findings ??= []).Add(new(offset, rule, requirement, allowed, missingMember));

    private static ValidationError NotJson(ReadOnlySpan<byte> utf8Json, string why) => new()
    {
        JsonPointer = "",
        Rule = "json",
        Message = $"The input is not JSON: {why}",
        Value = JsonText.Cut(utf8Json),
        Allowed = "JSON text",
    };

    private bool FailsByKind()
    {
        Trial.IsOtherKind |= Reader.TokenStartIndex == Trial.Start;
        return Fails();
    }

    private void Report(string rule, string requirement, string? allowed) => Report(Reader.TokenStartIndex, rule, requirement, allowed);
}
