using Newtonsoft.Json.Linq;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>Keywords of other drafts, said in draft 7.</summary>
internal static class DraftRules
{
    /// <summary>
    /// Whether keywords beside <c>$ref</c> count. Up to draft 7, and in OpenAPI 3.0, they do not; they count since 2019-09, which a
    /// document shows by <c>$schema</c> or by <c>$defs</c>. Where neither is there the older meaning can give no false error.
    /// </summary>
    /// <param name="root">The document.</param>
    public static bool CountBesideReference(JToken root) => (root as JObject)?["$schema"] is JValue { Value: string draft }
        ? draft.Contains("/draft/20")
        : (root as JObject)?["$defs"] is JObject;

    /// <summary>Draft 4, OpenAPI 3.0: <c>"exclusiveMinimum": true</c> says that the <c>minimum</c> beside it is excluded itself.</summary>
    /// <example>draft 4, section 5.1; in the corpus every such bound is a number already.</example>
    /// <param name="schema">Changed in place.</param>
    public static void ExclusiveFlagsMeanBounds(JObject schema)
    {
        Exclude(schema, "exclusiveMinimum", "minimum");
        Exclude(schema, "exclusiveMaximum", "maximum");
    }

    /// <summary>2019-09: <c>dependentRequired</c> and <c>dependentSchemas</c> are both <c>dependencies</c>.</summary>
    /// <example>json-schema-suite/tests/draft2020-12/dependentRequired.json and dependentSchemas.json.</example>
    /// <param name="schema">Changed in place.</param>
    public static void DependentsMeanDependencies(JObject schema)
    {
        foreach (var keyword in new[] { "dependentSchemas", "dependentRequired" })
        {
            if (schema[keyword] is JObject)
            {
                var dependents = (JObject)Tokens.Take(schema, keyword)!;
                foreach (var dependent in Tokens.TakeAll(dependents))
                {
                    AddDependency(schema, dependent);
                }
            }
        }
    }

    /// <summary>2019-09: <c>"minContains": 0</c> asks nothing of an array, where <c>contains</c> alone asks for one item.</summary>
    /// <example>json-schema-suite/tests/draft2020-12/minContains.json.</example>
    /// <param name="schema">Changed in place.</param>
    public static void ContainsNoneAsksNothing(JObject schema)
    {
        if (schema["minContains"] is JValue { Value: 0L or 0.0 })
        {
            schema.Remove("contains");
        }
    }

    private static void Exclude(JObject schema, string flag, string bound)
    {
        if (schema[flag] is not JValue { Value: bool isExcluded })
        {
            return;
        }

        schema.Remove(flag);
        if (isExcluded && Tokens.Take(schema, bound) is { } limit)
        {
            schema[flag] = limit;
        }
    }

    private static void AddDependency(JObject schema, JProperty dependent)
    {
        if (schema["dependencies"] is not JObject dependencies)
        {
            schema["dependencies"] = dependencies = [];
        }

        if (Tokens.Take(dependencies, dependent.Name) is not { } there)
        {
            dependencies.Add(dependent);
            return;
        }

        var more = dependent.Value;
        dependent.Value = JValue.CreateNull();
        dependencies[dependent.Name] = new JObject { ["allOf"] = new JArray(AsSchema(there), AsSchema(more)) };
    }

    private static JToken AsSchema(JToken dependency) => dependency is JArray names ? new JObject { ["required"] = names } : dependency;
}
