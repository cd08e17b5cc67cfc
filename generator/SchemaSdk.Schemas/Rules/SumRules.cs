using System.Numerics;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Reading;

namespace SchemaSdk.Schemas.Rules;

/// <summary>Reads <c>x-rules</c>. Patches add this keyword for rules that the service documents only in prose.</summary>
internal sealed class SumRules(JsonObject root, ProblemList problems)
{
    private const string Form = "a rule looks like {\"sum\": \"/shots/*/seconds\", \"equals\": \"/seconds\"}";

    /// <summary>
    /// The maximum number of rules. It is limited because following their pointers takes time, and because the rules become string
    /// constants.
    /// </summary>
    private const int MaxRules = 100;

    /// <summary>The maximum length of a pointer, in characters.</summary>
    private const int MaxPointer = 300;

    private readonly RuleTargets _targets = new(root);

    /// <summary>Returns the rules that can be checked.</summary>
    public IEnumerable<KeywordRule> Read()
    {
        if (root[OwnKeyword.Rules] is { } rules && rules is not JsonArray)
        {
            Refuse("/" + OwnKeyword.Rules, $"{OwnKeyword.Rules} must be a list of rules; {Form}");
        }

        var position = 0;
        foreach (var rule in root[OwnKeyword.Rules] as JsonArray ?? [])
        {
            if (position == MaxRules)
            {
                Refuse($"/{OwnKeyword.Rules}/{position}", $"a schema can have at most {MaxRules} rules; remove the others");
                yield break;
            }

            if (Read(rule, $"/{OwnKeyword.Rules}/{position++}") is { } read)
            {
                yield return read;
            }
        }
    }

    /// <summary>Reports the <c>x-rules</c> that are not checked because they are not at the root of an input.</summary>
    public void RefuseOthers(bool isInput)
    {
        foreach (var (_, pointer) in SchemaWalk.Of(root, schema => schema[OwnKeyword.Rules] is not null && (schema != root || !isInput)))
        {
            Refuse(
                JsonPointer.Append(pointer, OwnKeyword.Rules),
                isInput
                    ? $"{OwnKeyword.Rules} belongs at the root of the schema, and its pointers start there"
                    : PatchProblems.RulesOfOutput);
        }
    }

    private KeywordRule? Read(JsonNode rule, string pointer)
    {
        if (rule is not JsonObject members || members["sum"] is null || members["equals"] is null)
        {
            return Refuse(pointer, Form);
        }

        if (members.Members.FirstOrDefault(member => member.Name is not ("sum" or "equals")) is { } unknown)
        {
            return Refuse(JsonPointer.Append(pointer, unknown.Name), $"a rule cannot have the member '{unknown.Name}'; {Form}");
        }

        return Pointer(members["sum"]!, pointer + "/sum", hasItems: true) is { } terms
            && Total(members["equals"]!, pointer + "/equals") is { } total
            ? new KeywordRule.Sum(terms, total)
            : null;
    }

    private string? Total(JsonNode total, string pointer)
    {
        if (total is not JsonValue { Value: long or BigInteger or double })
        {
            return Pointer(total, pointer, hasItems: false);
        }

        var text = total.ToString();
        if (text.Length <= 18 && text.IndexOfAny(['e', 'E']) < 0)
        {
            return text;
        }

        Refuse(pointer, $"{text} cannot be used as the sum; use at most 18 characters, without an exponent");
        return null;
    }

    private string? Pointer(JsonNode token, string pointer, bool hasItems)
    {
        if (token is not JsonValue { Value: string text } || !text.StartsWith("/", StringComparison.Ordinal))
        {
            Refuse(pointer, $"{token.ToString()} is not a JSON pointer from the root of the schema; {Form}");
            return null;
        }

        if (text.Length > MaxPointer)
        {
            Refuse(pointer, $"a pointer can have at most {MaxPointer} characters; remove the rule");
            return null;
        }

        if (!hasItems && text.Split('/').Contains("*"))
        {
            Refuse(pointer, $"'{text}' points to several numbers; 'equals' must point to one");
            return null;
        }

        var reason = _targets.Find(text) switch
        {
            RuleTarget.Number => null,
            RuleTarget.Nothing =>
                $"the schema has nothing at '{text}'; correct the pointer if the service has renamed a property, otherwise "
                + "remove the rule from the patch",
            _ => $"the value at '{text}' is not a number; correct the pointer, or remove the rule",
        };
        if (reason is not null)
        {
            Refuse(pointer, reason);
        }

        return reason is null ? text : null;
    }

    private KeywordRule? Refuse(string pointer, string reason)
    {
        problems.Add(ProblemKinds.RuleNotChecked, pointer, reason);
        return null;
    }
}
