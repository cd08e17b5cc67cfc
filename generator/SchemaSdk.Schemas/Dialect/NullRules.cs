using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>Rules for null as OpenAPI 3.0 writes it.</summary>
internal static class NullRules
{
    /// <summary>The maximum number of branches to search for null. Without a limit, searching circular references would not end.</summary>
    private const int MaxBranches = 64;

    /// <summary>The keywords that can exclude null. <c>$ref</c> is one, because its target may exclude null.</summary>
    private static readonly string[] Asserting =
        [KeywordName.Ref, .. KeywordTable.Names(keyword => keyword.Checks is { Types: RuleTypes.All })];

    /// <summary>The keywords in <see cref="Asserting"/> that cannot be extended with null.</summary>
    private static readonly string[] Apart = [.. Asserting.Except([KeywordName.Type, KeywordName.Enum, .. KeywordTable.Unions])];

    /// <summary>
    /// <c>"nullable": true</c> makes null valid: null is added to the <c>type</c>, the <c>enum</c> and the branches of a union. Some
    /// keywords cannot be extended, such as <c>$ref</c>, <c>allOf</c>, or a <c>oneOf</c> with several branches that already allow null. A
    /// schema with such a keyword becomes a union of two branches: the schema as it was, and null.
    /// </summary>
    /// <example>
    /// fal-2026-01/training/fal-ai__flux-lora-portrait-trainer/input.json, <c>trigger_phrase</c>;
    /// other/leonardo/createGeneration/input.json, <c>transparency</c> (an enum without null);
    /// huggingface/chat-completion/spec/input.json, <c>stream_options</c> (<c>allOf</c>).
    /// </example>
    public static void NullableMeansNull(JsonObject schema)
    {
        var isNullable = IsTrue(schema[KeywordName.Nullable]) || IsTrue(schema[KeywordName.XNullable]);
        schema.Remove(KeywordName.Nullable);
        schema.Remove(KeywordName.XNullable);
        if (!isNullable || AdmitsAnything(schema))
        {
            return;
        }

        if (Array.Exists(Apart, keyword => schema[keyword] is not null)
            || (schema[KeywordName.OneOf] as JsonArray)?.Where(AdmitsNull).Skip(1).Any() == true)
        {
            MakeBranch(schema);
        }
        else
        {
            JoinType(schema);
            JoinEnum(schema);
            foreach (var keyword in KeywordTable.Unions)
            {
                JoinUnion(schema[keyword] as JsonArray);
            }
        }
    }

    private static bool IsTrue(JsonNode? flag) => flag is JsonValue { Value: true };

    private static bool AdmitsAnything(JsonObject schema) => !Array.Exists(Asserting, keyword => schema[keyword] is not null);

    private static void MakeBranch(JsonObject schema)
    {
        var branch = Tokens.TakeAll(schema, member => !IsAnnotation(member.Name));
        if (branch.Count == 1 && branch[KeywordName.AllOf] is JsonArray { Count: 1 } all && all[0] is JsonObject only)
        {
            only.Remove();
            branch = only;
        }

        schema[KeywordName.AnyOf] = new JsonArray(branch, NullType());
    }

    private static bool IsAnnotation(string name) =>
        KeywordTable.Find(name) is { IsNote: true } || SchemaKeywords.IsContainer(name) || name.StartsWith("x-", StringComparison.Ordinal);

    private static void JoinType(JsonObject schema)
    {
        if (schema[KeywordName.Type] is JsonArray types)
        {
            if (!types.Any(IsNullName))
            {
                types.Add("null");
            }
        }
        else if (schema[KeywordName.Type] is JsonValue { Value: string } type && !IsNullName(type))
        {
            schema[KeywordName.Type] = new JsonArray(Tokens.Take(schema, KeywordName.Type)!, "null");
        }
    }

    private static bool IsNullName(JsonNode name) => name is JsonValue { Value: "null" };

    private static void JoinEnum(JsonObject schema)
    {
        if (schema[KeywordName.Enum] is JsonArray values && !values.Any(IsNull))
        {
            values.Add(JsonValue.CreateNull());
        }
    }

    private static void JoinUnion(JsonArray? branches)
    {
        if (branches is { Count: > 0 } && !branches.Any(AdmitsNull))
        {
            branches.Add(NullType());
        }
    }

    /// <summary>
    /// Returns true if a branch, or a union inside it, already allows null. If two branches allowed null, <c>oneOf</c> would reject null.
    /// </summary>
    private static bool AdmitsNull(JsonNode branch)
    {
        var open = new List<JsonNode> { branch };
        for (var at = 0; at < open.Count && at < MaxBranches; at++)
        {
            if (open[at] is JsonObject schema && (SchemaPointers.Target(schema.Root, schema[KeywordName.Ref]) ?? schema) is var meant)
            {
                if (AdmitsNullItself(meant))
                {
                    return true;
                }

                if (meant != schema && meant[KeywordName.Ref] is not null)
                {
                    open.Add(meant);
                }

                open.AddRange(meant[KeywordName.Type] is not null
                    ? []
                    : KeywordTable.Unions.SelectMany(keyword => (meant[keyword] as JsonArray ?? []).Take(MaxBranches)));
            }
        }

        return false;
    }

    private static bool AdmitsNullItself(JsonObject schema) => AdmitsAnything(schema)
        || IsTrue(schema[KeywordName.Nullable])
        || IsTrue(schema[KeywordName.XNullable])
        || (schema[KeywordName.Type] is { } type
            ? IsNullName(type) || (type is JsonArray types && types.Any(IsNullName))
            : IsNull(schema[KeywordName.Const]) || (schema[KeywordName.Enum] is JsonArray values && values.Any(IsNull)));

    private static bool IsNull(JsonNode? value) => value is { Kind: JsonKind.Null };

    private static JsonObject NullType() => new() { [KeywordName.Type] = "null" };
}
