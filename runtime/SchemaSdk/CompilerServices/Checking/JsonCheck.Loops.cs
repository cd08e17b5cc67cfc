namespace SchemaSdk.CompilerServices;

public ref partial struct JsonCheck
{
    /// <summary>An object: its members, one after the other.</summary>
    /// <param name="names">The names that the schema knows.</param>
    /// <param name="required">A bit for each of the first 64 of them that has to come.</param>
    public ObjectCheck Object(MemberNames names, ulong required = 0)
    {
        Type(JsonTypes.Object);
        return new(ref this, names, required);
    }

    /// <summary>An object or null.</summary>
    /// <inheritdoc cref="Object" />
    public ObjectCheck ObjectOrNull(MemberNames names, ulong required = 0)
    {
        Type(JsonTypes.Object | JsonTypes.Null);
        return new(ref this, names, required);
    }

    /// <summary>The members of an object; nothing where the value is something else.</summary>
    /// <inheritdoc cref="Object" />
    public ObjectCheck Members(MemberNames names, ulong required = 0) => new(ref this, names, required);

    /// <summary>An array: its items, one after the other.</summary>
    /// <param name="least">Keyword <c>minItems</c>.</param>
    /// <param name="most">Keyword <c>maxItems</c>.</param>
    public ArrayCheck Array(long least = 0, long most = long.MaxValue)
    {
        Type(JsonTypes.Array);
        return new(ref this, least, most);
    }

    /// <summary>An array or null.</summary>
    /// <inheritdoc cref="Array" />
    public ArrayCheck ArrayOrNull(long least = 0, long most = long.MaxValue)
    {
        Type(JsonTypes.Array | JsonTypes.Null);
        return new(ref this, least, most);
    }

    /// <summary>The items of an array; nothing where the value is something else.</summary>
    /// <inheritdoc cref="Array" />
    public ArrayCheck Items(long least = 0, long most = long.MaxValue) => new(ref this, least, most);

    /// <summary>Keyword <c>contains</c>: the items of an array, each to be tried.</summary>
    /// <param name="least">How many have to fit: keyword <c>minContains</c>.</param>
    /// <param name="most">How many may fit: keyword <c>maxContains</c>.</param>
    public ContainsCheck Contains(long least = 1, long most = long.MaxValue) => new(ref this, least, most);

    /// <summary>Keyword <c>allOf</c>: the value, once for each schema.</summary>
    /// <param name="count">The number of schemas.</param>
    public readonly PassCheck AllOf(int count) => new(in this, count);

    /// <summary>Keywords <c>dependentSchemas</c>, and <c>dependencies</c> with a schema: the value, once if it has a member.</summary>
    /// <param name="member">The member's name, alone in its table.</param>
    public readonly PassCheck When(MemberNames member) => new(in this, HasMember(member) ? 1 : 0);

    /// <summary>Keyword <c>anyOf</c>: the value, tried with each schema until one fits.</summary>
    /// <param name="count">The number of schemas.</param>
    public BranchCheck AnyOf(int count) => new(ref this, "anyOf", count);

    /// <summary>Keyword <c>oneOf</c>: the value, tried with each schema.</summary>
    /// <param name="count">The number of schemas.</param>
    public BranchCheck OneOf(int count) => new(ref this, "oneOf", count);

    /// <summary>Keyword <c>not</c>: the value, to be tried once.</summary>
    public ConditionCheck Not() => new(ref this, isNot: true);

    /// <summary>Keyword <c>if</c>: the value, tried as branch 0, and then as branch 1 where it fits, else as branch 2.</summary>
    public ConditionCheck If() => new(ref this, isNot: false);

    /// <summary>Keyword <c>propertyNames</c>: the names of an object's members, each as if it were a string.</summary>
    public readonly MemberCheck PropertyNames() => new(in this, null, null, isNames: true);

    /// <summary>Keyword <c>patternProperties</c>: the members whose names match.</summary>
    /// <param name="pattern">The pattern that they match.</param>
    public readonly MemberCheck Matching(TextPattern pattern) => new(in this, pattern, null, isNames: false);

    /// <summary>Keyword <c>additionalProperties</c> beside <c>patternProperties</c>: the members that neither covers.</summary>
    /// <param name="names">The names that are covered.</param>
    /// <param name="pattern">The pattern that covered names match.</param>
    public readonly MemberCheck Others(MemberNames names, TextPattern pattern) => new(in this, pattern, names, isNames: false);
}
