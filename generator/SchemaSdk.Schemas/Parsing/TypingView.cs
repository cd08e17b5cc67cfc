using Newtonsoft.Json.Linq;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Parsing;

/// <summary>
/// A schema as types see it: <c>allOf</c> is one schema, a null branch is a mark, a single branch is the schema itself.
/// What is valid is another question, which the schema as it is answers.
/// </summary>
/// <param name="root">The document; it is changed.</param>
internal sealed class TypingView(JObject root)
{
    /// <summary>Marks a schema whose value may be null.</summary>
    public const string Null = "x-schemasdk-null";

    /// <summary>Keeps the reference of a schema that became one with what it led to: the schema is called by it.</summary>
    public const string Reference = "x-schemasdk-ref";

    /// <summary>A schema that grows beyond this many merged parts is left as it is: references can double at each step.</summary>
    private const int MaxMerges = 2_000;

    /// <summary>What contains itself doubles with every copy. No schema of the corpus needs 2,000 values.</summary>
    private const int MaxCopied = 20_000;

    /// <summary>Parts of parts of parts: a compiler's stack is small.</summary>
    private const int MaxDepth = 40;

    private static readonly string[] Branches = ["anyOf", "oneOf"];
    private static readonly string[] Structure = ["properties", "allOf", "anyOf", "oneOf"];
    private static readonly string[] Words = KeywordTable.Names(keyword => keyword is { IsNote: true, IsTold: true });
    private static readonly Keyword[] Conditional = [.. KeywordTable.All.Where(keyword => keyword.Types == KeywordTyping.OptionalMembers)];

    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private int _merges;
    private int _copied;
    private int _depth;

    private bool CanMerge => _merges < MaxMerges && _copied < MaxCopied && _depth < MaxDepth;

    /// <summary>Simplifies every schema of the document.</summary>
    public void Apply()
    {
        foreach (var schema in SchemaWalk.Of(root))
        {
            Simplify(schema);
        }
    }

    /// <summary>Whether something stands beside a reference that is to be one schema with what it leads to.</summary>
    /// <param name="schema">The schema with the reference.</param>
    public static bool IsMerged(JObject schema) => Array.Exists(Structure, keyword => schema[keyword] is not null);

    private void Simplify(JObject schema)
    {
        if (schema["$ref"] is JValue { Value: string } && IsMerged(schema) && CanMerge)
        {
            var referred = new JObject { ["$ref"] = schema["$ref"] };
            KeepReference(schema, schema);
            schema.Remove("$ref");
            MergePart(referred, schema, isAlone: false);
        }

        if (schema["allOf"] is JArray all && all.All(part => part is JObject) && CanMerge)
        {
            KeepReference(schema, schema);
            schema.Remove("allOf");
            var isAlone = !SaysAnythingOfType(schema) && all.Children<JObject>().Count(SaysAnythingOfType) < 2;
            foreach (var part in all.Children<JObject>().ToList())
            {
                MergePart(part, schema, isAlone);
            }
        }

        foreach (var keyword in Branches)
        {
            if (schema[keyword] is JArray branches && branches.All(branch => branch is JObject))
            {
                SimplifyBranches(schema, keyword, branches);
            }
        }

        if (schema["properties"] is JObject properties)
        {
            foreach (var condition in Conditions(schema))
            {
                AddMembers(condition, properties);
            }
        }

        if (schema["const"] is { } only && schema["enum"] is null)
        {
            schema["enum"] = new JArray(only.DeepClone());
        }
    }

    /// <summary>What an object has to be only under a condition. Its members are members, if never required ones.</summary>
    private static IEnumerable<JObject> Conditions(JObject schema) => Conditional
        .SelectMany(keyword => keyword.Holds == SubschemaPlaces.Whole
            ? [schema[keyword.Name]]
            : (schema[keyword.Name] as JObject)?.PropertyValues() ?? Enumerable.Empty<JToken?>())
        .OfType<JObject>();

    private void AddMembers(JObject condition, JObject properties)
    {
        foreach (var member in (condition["properties"] as JObject)?.Properties() ?? [])
        {
            // One that says no more than "not this" or "only that" under the condition is no description.
            if (properties[member.Name] is null && member.Value is JObject description && description["type"] is not null)
            {
                properties[member.Name] = Copy(description);
            }
        }
    }

    private void SimplifyBranches(JObject schema, string keyword, JArray branches)
    {
        foreach (var branch in branches.Children<JObject>().Where(IsNull).ToList())
        {
            branch.Remove();
            schema[Null] = true;
        }

        if (branches.Count == 0 || branches.Children<JObject>().All(SaysNothingOfType))
        {
            schema.Remove(keyword);
        }
        else if (branches.Count == 1)
        {
            var only = (JObject)branches[0];
            schema.Remove(keyword);
            MergePart(only, schema, isAlone: !SaysAnythingOfType(schema));
        }
        else if (schema["properties"] is JObject { Count: > 0 } properties && CanMerge)
        {
            ShareProperties(schema, properties, branches);
        }
    }

    /// <summary>What stands beside the branches is part of each of them that is an object.</summary>
    private void ShareProperties(JObject schema, JObject properties, JArray branches)
    {
        foreach (var branch in branches.Children<JObject>().ToList())
        {
            var whole = new JObject();
            KeepReference(branch, whole);
            MergePart(branch, whole, isAlone: false);
            if (whole["properties"] is JObject || whole["type"] is null or JValue { Value: "object" })
            {
                MergeInto(new JObject { ["type"] = "object", ["properties"] = properties, ["required"] = schema["required"] ?? new JArray() }, whole);
                branch.Replace(whole);
            }
        }
    }

    /// <summary>Of a reference, and of what only says more than one.</summary>
    private static void KeepReference(JObject from, JObject schema)
    {
        if ((from["$ref"] ?? (from["allOf"] is JArray { Count: 1 } all ? (all[0] as JObject)?["$ref"] : null)) is JValue { Value: string reference })
        {
            schema[Reference] = reference;
        }
    }

    private void MergePart(JObject part, JObject schema, bool isAlone)
    {
        _merges++;
        _depth++;

        // A name is given to one place, and not to all that refer to it.
        part.Remove(GivenNames.Keyword);
        MergeInside(part, schema, isAlone);
        _depth--;
    }

    private void MergeInside(JObject part, JObject schema, bool isAlone)
    {
        if ((string?)part["$ref"] is not { } reference)
        {
            Simplify(part);
            part.Remove(Reference);
            MergeInto(part, schema);
            return;
        }

        if (isAlone)
        {
            // A reference stays one, so that a type inside itself stays finite.
            MergeInto(part, schema);
            return;
        }

        if (_copied < MaxCopied && _open.Add(reference) && JsonPointer.Find(root, Uri.UnescapeDataString(reference.Substring(1))) is JObject target)
        {
            MergePart((JObject)Copy(target), schema, isAlone: false);
            _open.Remove(reference);
        }
    }

    private JToken Copy(JToken token)
    {
        _copied += token is JContainer parts ? parts.Descendants().Count() : 1;
        return token.DeepClone();
    }

    private void MergeInto(JObject part, JObject schema)
    {
        foreach (var member in part.Properties().ToList())
        {
            var present = schema[member.Name];
            if (member.Name == "properties" && present is JObject properties && member.Value is JObject more)
            {
                MergeInto(more, properties);
            }
            else if (member.Name == "required" && present is JArray names && member.Value is JArray moreNames)
            {
                var known = new HashSet<JToken>(names, new JTokenEqualityComparer());
                foreach (var name in moreNames.Where(known.Add).ToList())
                {
                    names.Add(name.DeepClone());
                }
            }
            else if (present is null)
            {
                schema[member.Name] = Copy(member.Value);
            }
        }
    }

    /// <summary>Whether a branch is valid for null alone.</summary>
    /// <param name="branch">The branch.</param>
    public static bool IsNull(JObject branch) =>
        branch["type"] is JValue { Value: "null" }
        || branch["const"] is JValue { Type: JTokenType.Null }
        || (branch["enum"] is JArray { Count: 1 } values && values[0].Type == JTokenType.Null);

    /// <summary>Such as <c>{"required": ["image"]}</c> in "one of these must be there".</summary>
    private static bool SaysNothingOfType(JObject branch) => !SaysAnythingOfType(branch);

    private static bool SaysAnythingOfType(JObject schema) => schema.Properties().Any(member =>
        Array.IndexOf(Words, member.Name) < 0 && member.Name is not ("required" or "not" or Null) && !member.Name.StartsWith("x-", StringComparison.Ordinal));
}
