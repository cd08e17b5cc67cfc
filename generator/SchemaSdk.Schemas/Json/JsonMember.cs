namespace SchemaSdk.Schemas.Json;

/// <summary>A name in an object, with its value.</summary>
internal sealed class JsonMember : JsonNode
{
    private JsonNode _value;

    /// <summary>Makes a member that belongs to no object yet.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    public JsonMember(string name, JsonNode value)
    {
        Name = name;
        _value = Own(value);
    }

    /// <inheritdoc />
    public override JsonKind Kind => JsonKind.Member;

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The value. A replaced value has no parent any more.</summary>
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
