using Newtonsoft.Json.Linq;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>Null, as OpenAPI 3.0 says it.</summary>
internal static class NullRules
{
    private static readonly string[] Asserting = ["type", "enum", "const", "$ref", "allOf", "anyOf", "oneOf", "not", "if"];

    /// <summary>Of these, the ones that null cannot join.</summary>
    private static readonly string[] Apart = ["$ref", "allOf", "const", "not", "if"];

    /// <summary>
    /// <c>"nullable": true</c> means that null is valid too: it joins the <c>type</c>, the <c>enum</c> and the branches of a union;
    /// what cannot be joined, such as <c>$ref</c> and <c>allOf</c>, becomes one of two branches.
    /// </summary>
    /// <example>
    /// fal-2026-01/training/fal-ai__flux-lora-portrait-trainer/input.json, <c>trigger_phrase</c>;
    /// other/leonardo/createGeneration/input.json, <c>transparency</c> (an enum without null);
    /// huggingface/chat-completion/spec/input.json, <c>stream_options</c> (<c>allOf</c>).
    /// </example>
    /// <param name="schema">Changed in place.</param>
    public static void NullableMeansNull(JObject schema)
    {
        var isNullable = IsTrue(schema["nullable"]) || IsTrue(schema["x-nullable"]);
        schema.Remove("nullable");
        schema.Remove("x-nullable");
        if (!isNullable || AdmitsAnything(schema))
        {
            return;
        }

        if (Array.Exists(Apart, keyword => schema[keyword] is not null))
        {
            MakeBranch(schema);
        }
        else
        {
            JoinType(schema);
            JoinEnum(schema);
            JoinUnion(schema["anyOf"] as JArray);
            JoinUnion(schema["oneOf"] as JArray);
        }
    }

    private static bool IsTrue(JToken? flag) => flag is JValue { Value: true };

    private static bool AdmitsAnything(JObject schema) => !Array.Exists(Asserting, keyword => schema[keyword] is not null);

    private static void MakeBranch(JObject schema)
    {
        var branch = Tokens.TakeAll(schema, member => !IsAnnotation(member.Name));
        if (branch.Count == 1 && branch["allOf"] is JArray { Count: 1 } && branch["allOf"]![0] is JObject only)
        {
            only.Remove();
            branch = only;
        }

        schema["anyOf"] = new JArray(branch, NullType());
    }

    private static bool IsAnnotation(string name) =>
        KeywordTable.Find(name) is { IsNote: true } || SchemaKeywords.IsContainer(name) || name.StartsWith("x-", StringComparison.Ordinal);

    private static void JoinType(JObject schema)
    {
        if (schema["type"] is JArray types)
        {
            if (!types.Any(IsNullName))
            {
                types.Add("null");
            }
        }
        else if (schema["type"] is JValue { Value: string } type && !IsNullName(type))
        {
            schema["type"] = new JArray(Tokens.Take(schema, "type")!, "null");
        }
    }

    private static bool IsNullName(JToken name) => name is JValue { Value: "null" };

    private static void JoinEnum(JObject schema)
    {
        if (schema["enum"] is JArray values && !values.Any(value => value.Type == JTokenType.Null))
        {
            values.Add(JValue.CreateNull());
        }
    }

    private static void JoinUnion(JArray? branches)
    {
        if (branches is { Count: > 0 } && !branches.Any(AdmitsNull))
        {
            branches.Add(NullType());
        }
    }

    /// <summary>Whether a branch takes null as it is: a second one would make <c>oneOf</c> refuse it.</summary>
    private static bool AdmitsNull(JToken branch) => branch is JObject schema
        && (SchemaPointers.Target(schema.Root, schema["$ref"]) ?? schema) is var meant
        && (AdmitsAnything(meant)
            || IsTrue(meant["nullable"])
            || (meant["type"] is { } type && (IsNullName(type) || (type is JArray types && types.Any(IsNullName)))));

    private static JObject NullType() => new() { ["type"] = "null" };
}
