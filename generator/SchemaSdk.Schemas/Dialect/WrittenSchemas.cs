using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>The schemas and references of a document, before any rule moves a schema.</summary>
internal sealed class WrittenSchemas
{
    private readonly List<JsonObject> _schemas = [];
    private readonly List<JsonMember> _references = [];
    private readonly List<JsonMember> _mapped = [];

    public WrittenSchemas(JsonObject document)
    {
        Document = document;
        AddSchema(document);
        if (EnvelopeRules.IsEnvelope(document) && !ObjectRules.IsPropertyMap(document))
        {
            Add(document["output"]!, isSchema: true);
        }
    }

    public JsonObject Document { get; }

    /// <summary>The schemas, outer ones first. Excludes schemas under an unknown keyword.</summary>
    public IReadOnlyList<JsonObject> Schemas => _schemas;

    /// <summary>
    /// The members <c>$ref</c> and <c>$recursiveRef</c>, except in data. Includes members under an unknown keyword, because another
    /// reference can point there.
    /// </summary>
    public IReadOnlyList<JsonMember> References => _references;

    /// <summary>The entries of <c>mapping</c> in every <c>discriminator</c>. The value of each entry is a reference.</summary>
    public IReadOnlyList<JsonMember> Mapped => _mapped;

    private void Add(JsonNode token, bool isSchema)
    {
        if (token is JsonArray items)
        {
            foreach (var item in items)
            {
                Add(item, isSchema);
            }
        }
        else if (token is JsonObject members)
        {
            if (isSchema)
            {
                AddSchema(members);
            }
            else
            {
                AddUnknown(members);
            }
        }
    }

    private void AddSchema(JsonObject schema)
    {
        _schemas.Add(schema);
        var isMap = ObjectRules.IsPropertyMap(schema);
        foreach (var member in schema.Members)
        {
            AddReference(member);
            if (isMap && ObjectRules.IsPropertyOfMap(member))
            {
                Add(member.Value, isSchema: true);
            }
            else if (Subschemas.IsMap(member.Name))
            {
                AddMembers(member.Value as JsonObject, isSchema: true);
            }
            else if (KeywordTable.Find(member.Name) is { Holds: SubschemaPlaces.Components })
            {
                foreach (var kind in (member.Value as JsonObject)?.Members ?? [])
                {
                    AddMembers(kind.Value as JsonObject, kind.Name == "schemas");
                }
            }
            else if (KeywordTable.Find(member.Name) is not { Holds: SubschemaPlaces.Data })
            {
                Add(member.Value, Subschemas.IsHolder(member.Name));
            }
        }
    }

    /// <summary>
    /// Searches an object under an unknown keyword. A member such as <c>default</c> may be a property there, so only values that must be
    /// data are skipped.
    /// </summary>
    private void AddUnknown(JsonObject members)
    {
        foreach (var member in members.Members)
        {
            AddReference(member);
            if (member is not { Name: KeywordName.Enum, Value: JsonArray }
                && (member.Name != KeywordName.Const || members.Parent is JsonMember { Name: KeywordName.Properties }))
            {
                Add(member.Value, isSchema: false);
            }
        }
    }

    private void AddMembers(JsonObject? map, bool isSchema)
    {
        foreach (var member in map?.Members ?? [])
        {
            Add(member.Value, isSchema);
        }
    }

    private void AddReference(JsonMember member)
    {
        if (member is { Name: KeywordName.Ref or KeywordName.RecursiveRef, Value: JsonValue { Value: string } })
        {
            _references.Add(member);
        }
        else if (member is { Name: KeywordName.Discriminator, Value: JsonObject discriminator }
            && discriminator["propertyName"] is JsonValue { Value: string }
            && discriminator["mapping"] is JsonObject mapping)
        {
            _mapped.AddRange(mapping.Members.Where(entry => entry.Value is JsonValue { Value: string }));
        }
    }
}
