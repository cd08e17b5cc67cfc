using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Unicode;

namespace SchemaSdk.CompilerServices;

/// <summary>Checks JSON text against rules. Valid text causes almost no allocations.</summary>
/// <remarks>
/// When a rule runs, the cursor is on the first token of the value. As in JSON Schema, a keyword ignores values of a JSON kind to which
/// it does not apply.
/// </remarks>
internal ref struct JsonCheck
{
    public JsonCursor Cursor;
    public JsonTrial Trial;

    /// <summary>The running sum of one numeric member over the items of the current array.</summary>
    public SumTally Tally;

    /// <summary>
    /// The final sum for the last checked array. Its <c>Count</c> is 0 if an item lacks the number to add or has it more than once.
    /// </summary>
    public NumberSum Tallied;

    /// <summary>The number of steps that are left; see <see cref="Step"/>.</summary>
    public int Steps;

    /// <summary>The maximum number of steps in a check: a few seconds of work, and more than an input of a few MB needs.</summary>
    public const int MaxSteps = 200_000_000;

    // An input can have millions of errors, each of which takes hundreds of bytes.
    private const int MaxFindings = 1_000;

    private readonly ReadOnlySpan<byte> _json;
    private readonly ReadOnlySpan<int> _files;
    private List<JsonFinding>? _findings;
    private SharedAnswers? _answers;

    private JsonCheck(ReadOnlySpan<byte> json, ReadOnlySpan<int> files, int steps)
    {
        _json = json;
        _files = files;
        Steps = steps;
        Cursor = new JsonCursor(json);
    }

    /// <summary>The cached results of rules that can apply to the same value more than once.</summary>
    public SharedAnswers Answers
    {
        get
        {
            _answers ??= SharedAnswers.Start(_json);
            Cursor.Ends = _answers.Ends;   // the cursor may be a copy that was made before the ends of the values were found
            return _answers;
        }
    }

    public readonly int FindingCount => _findings?.Count ?? 0;

    /// <summary>True if the cursor is on a string, or on a member name while names are checked.</summary>
    public readonly bool IsText => Cursor.TokenType is JsonTokenType.String or JsonTokenType.PropertyName;

    /// <summary>True if the value is a placeholder for a file. Its real text is known only when the input is sent.</summary>
    public readonly bool IsFile => _files.BinarySearch(Cursor.TokenStartIndex) >= 0;

    /// <summary>Checks an input that may contain placeholders for files.</summary>
    /// <param name="utf8Json">The input.</param>
    /// <param name="files">The offsets of the placeholders, in ascending order.</param>
    /// <param name="rule">The rule for the root value.</param>
    /// <param name="maxSteps">The maximum number of steps. Each application of a rule to a value is one step.</param>
    /// <returns>
    /// At most 1,000 errors; empty if the input is valid. Text that is not JSON, or that is nested deeper than 256 levels, gives a single
    /// error with rule <c>json</c> and an empty pointer. An input that takes too many steps gives a single error with rule <c>work</c>.
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
            return [NotJson(utf8Json, WhyNotJson(utf8Json)
                ?? throw new UnreachableException("JsonCursor rejected the text as invalid JSON, but Utf8JsonReader accepts it."))];
        }
        catch (EnoughErrorsException)
        {
            // The rest of the text has not been read, so it may be invalid JSON.
            if (WhyNotJson(utf8Json) is { } why)
            {
                return [NotJson(utf8Json, why)];
            }
        }
        catch (TooMuchWorkException tooMuch)
        {
            return [TooMuchWork(maxSteps, tooMuch.IsDeep)];
        }
        finally
        {
            check._answers?.End();
        }

        return check._findings is null ? [] : JsonFinding.ToErrors(utf8Json, JsonText.InputOptions, check._findings);
    }

    /// <summary>Counts one step or several, and throws if the check has taken too many steps.</summary>
    public void Step(int count = 1)
    {
        Steps -= count;
        if (Steps < 0)
        {
            throw new TooMuchWorkException();
        }
    }

    public static void EnsureStack()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new TooMuchWorkException { IsDeep = true };
        }
    }

    /// <summary>Records that the value does not match.</summary>
    /// <returns>True if the caller must report the error; false during a <see cref="JsonTrial"/>, which reports none.</returns>
    public bool Fails()
    {
        Trial.HasFailed = true;
        return !Trial.IsOn;
    }

    /// <summary>Records that the value has the wrong JSON kind.</summary>
    /// <returns>True if the caller must report the error; false during a <see cref="JsonTrial"/>, which reports none.</returns>
    public bool FailsByKind()
    {
        Trial.IsOtherKind |= Cursor.TokenStartIndex == Trial.Start;
        return Fails();
    }

    /// <summary>Reports an error in the current value.</summary>
    /// <param name="rule">The keyword.</param>
    /// <param name="requirement">The text that follows "it must" in the message.</param>
    /// <param name="allowed">What the schema allows.</param>
    public void Report(string rule, string requirement, string? allowed) => Report(Cursor.TokenStartIndex, rule, requirement, allowed);

    /// <summary>Reports an error in the value that starts at an offset.</summary>
    public void Report(long offset, string rule, string requirement, string? allowed) =>
        Add(FindingCount, new(offset, rule, requirement, allowed, null));

    /// <summary>
    /// Reports an error. Inserts it into the list of errors at position <paramref name="findings"/> instead of appending it.
    /// </summary>
    public void ReportAt(int findings, long offset, string rule, string requirement, string? allowed) =>
        Add(findings, new(offset, rule, requirement, allowed, null));

    /// <summary>Reports a missing member of the object that starts at an offset.</summary>
    public void ReportMissing(long offset, string rule, string name) => Add(FindingCount, new(offset, rule, "", null, name));

    private void Add(int at, JsonFinding finding)
    {
        (_findings ??= []).Insert(at, finding);
        if (_findings.Count == MaxFindings)
        {
            throw new EnoughErrorsException();
        }
    }

    /// <summary>Reads the text again with the slower <see cref="Utf8JsonReader"/>, which says where and why the syntax is wrong.</summary>
    /// <returns>Null if the syntax is correct.</returns>
    private static string? WhyNotJson(ReadOnlySpan<byte> utf8Json)
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

        return null;
    }

    private static ValidationError NotJson(ReadOnlySpan<byte> utf8Json, string why) => new()
    {
        JsonPointer = "",
        Rule = "json",
        Message = $"The input is not JSON: {why}",
        Value = JsonText.Cut(utf8Json),
        Allowed = "JSON text",
    };

    private static ValidationError TooMuchWork(int maxSteps, bool isDeep)
    {
        var steps = maxSteps.ToString("N0", CultureInfo.InvariantCulture);
        return new()
        {
            JsonPointer = "",
            Rule = "work",
            Message = $"The input {(isDeep ? "is nested too deeply" : $"takes more than {steps} steps")} to check, "
                + "so the check ended early. Make the input smaller, or set ValidateInput to false to skip the check.",
            Allowed = isDeep ? "an input with fewer levels" : $"an input that takes at most {steps} steps to check",
        };
    }

    private sealed class EnoughErrorsException : Exception;

    private sealed class TooMuchWorkException : Exception
    {
        public bool IsDeep { get; init; }
    }
}
