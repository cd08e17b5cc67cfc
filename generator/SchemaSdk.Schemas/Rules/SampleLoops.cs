using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Wording;

namespace SchemaSdk.Schemas.Rules;

/// <summary>
/// Checks a value in a schema, such as a default, against keywords that contain schemas. Each method returns the broken rule as text, or
/// null if the value matches or may match.
/// </summary>
/// <param name="trial">Checks values against the rules of inner schemas.</param>
/// <param name="value">The value to check.</param>
/// <param name="patterns">Matches names against patterns.</param>
internal sealed class SampleLoops(SampleTrial trial, JsonNode value, SamplePatterns patterns) : ILoopReader<string?>
{
    // Each access counts as one step per member, because thousands of keywords can each read thousands of members.
    private IReadOnlyList<JsonMember> Members =>
        value is JsonObject { Members: var members } && trial.CanTake(members.Count) ? members : [];

    string? ILoopReader<string?>.Of(RuleLoop.AllOf loop) =>
        loop.Rules.Select(rule => trial.Refusal(rule, value)).FirstOrDefault(refusal => refusal is not null);

    string? ILoopReader<string?>.Of(RuleLoop.Choice loop)
    {
        var tried = loop.Rules.Select(rule => trial.Try(rule, value)).ToList();
        var (fitting, certain) = Count(tried);
        if (fitting == 0)
        {
            return trial.Counted(string.Join("; or ", tried.Select(one => one.Refusal).Distinct()));
        }

        if (certain == 0 || (loop.IsOneOf && fitting > 1))
        {
            trial.Doubt();
        }

        return loop.IsOneOf && certain > 1 ? "matching exactly one schema of 'oneOf'" : null;
    }

    string? ILoopReader<string?>.Of(RuleLoop.Not loop) => trial.Try(loop.Rule, value) is (null, false) ? "not matching 'not'" : null;

    string? ILoopReader<string?>.Of(RuleLoop.UnlessNull loop) => value.Kind == JsonKind.Null ? null : trial.Refusal(loop.Rule, value);

    string? ILoopReader<string?>.Of(RuleLoop.If loop) =>
        trial.Refusal(trial.Try(loop.Condition, value).Refusal is null ? loop.Then : loop.Else, value);

    string? ILoopReader<string?>.Of(RuleLoop.With loop) =>
        Members.Any(member => member.Name == loop.Member) ? trial.Refusal(loop.Rule, value) : null;

    string? ILoopReader<string?>.Of(RuleLoop.Names loop) =>
        trial.OfEach(Members.Select(member => new JsonMember(member.Name, member.Name)), loop.Rule);

    string? ILoopReader<string?>.Of(RuleLoop.MembersLike loop) =>
        trial.OfEach(Members.Where(member => patterns.Matches(loop.Pattern.DotNet, member.Name) == true), loop.Rule);

    string? ILoopReader<string?>.Of(RuleLoop.MembersUnlike loop)
    {
        if (value is not JsonObject || !trial.CanTake(loop.Known.Count))
        {
            return null;
        }

        var known = new HashSet<string>(loop.Known, StringComparer.Ordinal);
        return trial.OfEach(
            Members.Where(member => !known.Contains(member.Name) && patterns.Matches(loop.Pattern, member.Name) == false), loop.Rule);
    }

    string? ILoopReader<string?>.Of(RuleLoop.Contains loop)
    {
        if (value is not JsonArray items)
        {
            return null;
        }

        var (fitting, certain) = Count([.. items.Select(item => trial.Try(loop.Rule, item))]);
        return loop.Counts.MayHave(fitting, certain) ? null : $"containing {RuleWords.Counts(loop.Counts)}";
    }

    private static (int Fitting, int Certain) Count(List<(string? Refusal, bool IsUnsure)> tried) =>
        (tried.Count(one => one.Refusal is null), tried.Count(one => one is (null, false)));
}
