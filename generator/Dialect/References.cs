using Newtonsoft.Json.Linq;

namespace SchemaSdk.Generator.Dialect;

/// <summary>What each reference of a document leads to, by identity: where a rule moves a schema, its references follow.</summary>
internal sealed class References
{
    private readonly Dictionary<JProperty, JObject> _targets = [];
    private readonly Dictionary<string, JObject> _anchors = new(StringComparer.Ordinal);

    /// <summary>Looks up every reference of a document, before anything in it is moved.</summary>
    /// <param name="document">The document.</param>
    public static References Of(JObject document)
    {
        var references = new References();
        var found = new List<JProperty>();
        references.Collect(document, found);
        foreach (var reference in found)
        {
            if ((reference.Name == "$ref" ? references.TargetOf(document, reference.Value) : Anchored(reference, document)) is { } target)
            {
                references._targets[reference] = target;
            }
        }

        return references;
    }

    /// <summary>Makes every reference lead to what it led to before.</summary>
    /// <param name="root">What the document has become.</param>
    public void Follow(JObject root)
    {
        if (_targets.Count == 0)
        {
            return;
        }

        var pointers = new Dictionary<JObject, string?>();
        foreach (var target in _targets.Values)
        {
            pointers[target] = null;
        }

        SchemaPointers.Find(root, pointers);
        if (_targets.Any(reference => NewText(reference.Key, pointers[reference.Value]) is not null))
        {
            Write(root, pointers);
        }
    }

    /// <summary>2019-09: <c>$recursiveRef</c> leads to the nearest schema around it that is an anchor, else to the document.</summary>
    private static JObject Anchored(JProperty reference, JObject document)
    {
        for (JToken? place = reference; place is not null; place = place.Parent)
        {
            if (place is JObject schema && schema["$recursiveAnchor"] is JValue { Value: true })
            {
                return schema;
            }
        }

        return document;
    }

    /// <summary>The text that a reference has to get; null where it stands as it is.</summary>
    private static string? NewText(JProperty reference, string? pointer) =>
        pointer is null || reference.Value is not JValue { Value: string text } || (reference.Name == "$ref" && SchemaPointers.PointerIn(text) == pointer)
            ? null
            : "#" + pointer.Replace("%", "%25");

    /// <summary>Data holds no references and no anchors; a property may be named like a keyword of data.</summary>
    private static bool IsData(JProperty member) =>
        member is { Name: "enum", Value: JArray } || (member.Name == "const" && member.Parent!.Parent is not JProperty { Name: "properties" });

    private void Collect(JToken token, List<JProperty> found)
    {
        if (token is JObject members)
        {
            foreach (var member in members.Properties().Where(member => !IsData(member)))
            {
                if (member is { Name: "$ref" or "$recursiveRef", Value: JValue { Value: string } })
                {
                    found.Add(member);
                }
                else if (member is { Name: "$anchor" or "$id", Value: JValue { Value: string name } })
                {
                    _anchors[member.Name == "$anchor" ? "#" + name : name] = members;
                }

                Collect(member.Value, found);
            }
        }
        else if (token is JArray items)
        {
            foreach (var item in items)
            {
                Collect(item, found);
            }
        }
    }

    private JObject? TargetOf(JObject document, JToken reference) =>
        SchemaPointers.Target(document, reference) ?? (_anchors.TryGetValue((string)reference!, out var anchored) ? anchored : null);

    private void Write(JObject schema, Dictionary<JObject, string?> pointers)
    {
        foreach (var name in new[] { "$ref", "$recursiveRef" })
        {
            if (schema.Property(name) is { } reference
                && _targets.TryGetValue(reference, out var target)
                && NewText(reference, pointers[target]) is { } text)
            {
                var value = (JValue)Tokens.Take(schema, name)!;
                value.Value = text;
                schema["$ref"] = value;
            }
        }

        foreach (var subschema in Subschemas.Of(schema))
        {
            Write(subschema, pointers);
        }
    }
}
