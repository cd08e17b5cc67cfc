namespace SchemaSdk.Schemas.Json;

/// <summary>A member of a JSON object: a name and its value.</summary>
internal sealed class JsonMember : JsonNode
{
    private JsonNode _value;

    public JsonMember(string name, JsonNode value)
    {
        Name = name;
        _value = Own(value);
    }

    /// <inheritdoc />
    public override JsonKind Kind => JsonKind.Member;

    public string Name { get; }

    /// <summary>The value. Setting it detaches the old value from its parent.</summary>
    public JsonNode Value
    {
        get => _value;
        set
        {
            if (!ReferenceEquals(value, _value))
            {
                Disown(_value);
                _value = Own(value);
            }
        }
    }

    /// <inheritdoc />
    protected override JsonNode CopyInside(bool isView) => new JsonMember(Name, Value.Copy(isView));
}
