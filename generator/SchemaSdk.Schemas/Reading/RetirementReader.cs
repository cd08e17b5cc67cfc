using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Problems;

namespace SchemaSdk.Schemas.Reading;

/// <summary>Reads <c>x-retired</c>, which patches add at the root of an input whose model is retired.</summary>
internal static class RetirementReader
{
    private const int MaxSince = 40;

    private const string Form =
        OwnKeyword.Retired
        + " must be an object with \"since\", a string of at most 40 characters, and \"stage\", which is \"warn\" or \"error\"";

    /// <summary>Returns the retirement, or null if the model is not retired. Reports a malformed <c>x-retired</c>.</summary>
    public static Retirement? Read(JsonObject root, ProblemList problems)
    {
        if (root[OwnKeyword.Retired] is not { } mark)
        {
            return null;
        }

        if (mark is JsonObject { Members.Count: 2 } retirement
            && retirement["since"] is JsonValue { Value: string { Length: > 0 and <= MaxSince } since }
            && retirement["stage"] is JsonValue { Value: string stage and ("warn" or "error") })
        {
            return new Retirement(since, stage == "error");
        }

        problems.Add(ProblemKinds.NotReadable, "/" + OwnKeyword.Retired, Form);
        return null;
    }
}
