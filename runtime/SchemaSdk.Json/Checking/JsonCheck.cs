using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace SchemaSdk.CompilerServices;

/// <summary>Checks JSON text with nodes, without allocations for a valid one.</summary>
/// <remarks>
/// The cursor is on the first token of a value. A keyword that does not apply to the JSON kind of that value does nothing, as in JSON
/// Schema.
/// </remarks>
internal ref struct JsonCheck
{
    public JsonCursor Cursor;
    public JsonTrial Trial;

    /// <summary>The sum that is being added up over an array.</summary>
    public SumTally Tally;

    /// <summary>The sum of the last array; it has 0 numbers if an item has none, or several.</summary>
    public NumberSum Tallied;

    /// <summary>The number of steps after which a check ends: more than an input of some MB takes, and some seconds.</summary>
    public const int MaxSteps = 200_000_000;

    private readonly ReadOnlySpan<byte> _json;
    private readonly ReadOnlySpan<int> _files;
    private List<JsonFinding>? _findings;
    private SharedAnswers? _answers;
    private int _steps;

    private JsonCheck(ReadOnlySpan<byte> json, ReadOnlySpan<int> files, int steps)
    {
        _json = json;
        _files = files;
        _steps = steps;
        Cursor = new JsonCursor(json);
    }

    /// <summary>The answers of rules that a value may meet more than once.</summary>
    public SharedAnswers Answers
    {
        get
        {
            _answers ??= SharedAnswers.Start(_json);
            Cursor.Ends = _answers.Ends;   // a copy of the cursor may be older
            return _answers;
        }
    }

    /// <summary>The number of findings.</summary>
    public readonly int FindingCount => _findings?.Count ?? 0;

    /// <summary>True if the value is a string, or a name when names are checked.</summary>
    public readonly bool IsText => Cursor.TokenType is JsonTokenType.String or JsonTokenType.PropertyName;

    /// <summary>True if the value is a placeholder for a file that is sent, so its text is not known yet.</summary>
    public readonly bool IsFile => _files.BinarySearch(Cursor.TokenStartIndex) >= 0;

    /// <summary>Checks an input in which some texts are placeholders for files.</summary>
    /// <param name="utf8Json">The text.</param>
    /// <param name="files">The offsets at which those texts start, in order.</param>
    /// <param name="rule">Checks the root value.</param>
    /// <param name="maxSteps">The steps after which the check ends. Each time that a rule checks a value is one step.</param>
    /// <returns>
    /// Every error; empty for a valid text. Text that is not JSON, or nested deeper than 256, is one error: rule <c>json</c> at the empty
    /// pointer. An input that takes too many steps is one error too: rule <c>work</c>.
    /// </returns>
    public static IReadOnlyList<ValidationError> Run(
        ReadOnlySpan<byte> utf8Json, ReadOnlySpan<int> files, RuleNode rule, int maxSteps = MaxSteps)
    {
        if (!Utf8.IsValid(utf8Json))
        {
            return [NotJson(utf8Json, "it is not UTF-8.")];
        }

        var check = new JsonCheck(utf8Json, files, maxSteps);
        try
        {
            check.Cursor.ReadValue();
            rule.Check(ref check);
            check.Cursor.Skip();
            check.Cursor.ExpectEnd();
        }
        catch (JsonException)
        {
            return [NotJson(utf8Json, WhyNotJson(utf8Json))];
        }
        catch (TooMuchWorkException)
        {
            return [TooMuchWork(maxSteps)];
        }
        finally
        {
            check._answers?.End();
        }

        return check._findings is null ? [] : JsonFinding.ToErrors(utf8Json, JsonText.InputOptions, check._findings);
    }

    /// <summary>Counts one step: a rule checks a value.</summary>
    public void Step()
    {
        if (--_steps < 0)
        {
            throw new TooMuchWorkException();
        }
    }

    /// <summary>Records that the value does not fit.</summary>
    /// <returns>True if it has to be reported. In a trial nothing is reported, so no text has to be made.</returns>
    public bool Fails()
    {
        Trial.HasFailed = true;
        return !Trial.IsOn;
    }

    /// <summary>Records that the JSON kind of the value does not fit.</summary>
    /// <returns>True if it has to be reported.</returns>
    public bool FailsByKind()
    {
        Trial.IsOtherKind |= Cursor.TokenStartIndex == Trial.Start;
        return Fails();
    }

    /// <summary>Reports the value.</summary>
    /// <param name="rule">The keyword.</param>
    /// <param name="requirement">The text that follows "it must".</param>
    /// <param name="allowed">What the schema allows.</param>
    public void Report(string rule, string requirement, string? allowed) => Report(Cursor.TokenStartIndex, rule, requirement, allowed);

    /// <summary>Reports a value.</summary>
    /// <param name="offset">Where the value starts.</param>
    /// <param name="rule">The keyword.</param>
    /// <param name="requirement">The text that follows "it must".</param>
    /// <param name="allowed">What the schema allows.</param>
    public void Report(long offset, string rule, string requirement, string? allowed) =>
        (_findings ??= []).Add(new(offset, rule, requirement, allowed, null));

    /// <summary>Reports a value before findings that were added since.</summary>
    /// <param name="findings">The number of findings before it.</param>
    /// <param name="offset">Where the value starts.</param>
    /// <param name="rule">The keyword.</param>
    /// <param name="requirement">The text that follows "it must".</param>
    /// <param name="allowed">What the schema allows.</param>
    public void ReportAt(int findings, long offset, string rule, string requirement, string? allowed) =>
        (_findings ??= []).Insert(findings, new(offset, rule, requirement, allowed, null));

    /// <summary>Reports a missing member.</summary>
    /// <param name="offset">Where the object starts.</param>
    /// <param name="rule">The keyword.</param>
    /// <param name="name">The member's name.</param>
    public void ReportMissing(long offset, string rule, string name) => (_findings ??= []).Add(new(offset, rule, "", null, name));

    /// <summary>The place and the reason, which the cursor does not know.</summary>
    private static string WhyNotJson(ReadOnlySpan<byte> utf8Json)
    {
        var reader = new Utf8JsonReader(utf8Json, JsonText.InputOptions);
        try
        {
            while (reader.Read())
            {
            }
        }
        catch (JsonException error)
        {
            return error.Message;
        }

        throw new UnreachableException("What the cursor refuses, the reader refuses too.");
    }

    private static ValidationError NotJson(ReadOnlySpan<byte> utf8Json, string why) => new()
    {
        JsonPointer = "",
        Rule = "json",
        Message = $"The input is not JSON: {why}",
        Value = JsonText.Cut(utf8Json),
        Allowed = "JSON text",
    };

    private static ValidationError TooMuchWork(int maxSteps)
    {
        var steps = maxSteps.ToString("N0", CultureInfo.InvariantCulture);
        return new()
        {
            JsonPointer = "",
            Rule = "work",
            Message = $"The input takes more than {steps} steps to check, so the check ended early. "
                + "Make the input smaller, or send it unchecked: ValidateInput = false.",
            Allowed = $"an input that takes at most {steps} steps to check",
        };
    }

    private sealed class TooMuchWorkException : Exception;
}
