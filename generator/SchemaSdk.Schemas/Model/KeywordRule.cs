using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>The rule of a keyword that contains no schemas, such as <c>maximum</c> 15. Every kind of rule is a nested type.</summary>
internal abstract record KeywordRule
{
    private KeywordRule(RuleTypes types) => Types = types;

    /// <summary>The types that the rule restricts; for a rule that lists the valid values, the types of these values.</summary>
    public RuleTypes Types { get; }

    /// <summary>The cost of checking the rule. Checking a bound costs 1.</summary>
    public virtual int Work => 1;

    /// <summary>Calls the visitor's method for this kind of rule.</summary>
    public abstract T Read<T>(IKeywordReader<T> reader);

    /// <summary>The value is one of several strings: an <c>enum</c> of strings.</summary>
    public sealed record Texts(EquatableArray<string> Values) : KeywordRule(RuleTypes.String)
    {
        public override int Work => Values.Count;

        public override T Read<T>(IKeywordReader<T> reader) => reader.Of(this);
    }

    /// <summary>The value is in a list of values: an <c>enum</c> with values other than strings and null.</summary>
    /// <param name="Json">The values, as a JSON array.</param>
    /// <param name="Kinds">The types of the values.</param>
    public sealed record Among(string Json, RuleTypes Kinds) : KeywordRule(Kinds)
    {
        public override int Work => 1 + (Json.Length / 8);

        public override T Read<T>(IKeywordReader<T> reader) => reader.Of(this);
    }

    /// <summary>The value is fixed: <c>const</c>.</summary>
    /// <param name="Json">The value, as JSON.</param>
    /// <param name="Kinds">The type of the value.</param>
    public sealed record EqualTo(string Json, RuleTypes Kinds) : KeywordRule(Kinds)
    {
        public override int Work => 1 + (Json.Length / 8);

        public override T Read<T>(IKeywordReader<T> reader) => reader.Of(this);
    }

    /// <summary>A number is on the valid side of a lower or an upper bound.</summary>
    /// <param name="Limit">The kind of bound.</param>
    /// <param name="Number">The number, as JSON.</param>
    public sealed record Bound(Limit Limit, string Number) : KeywordRule(RuleTypes.Number)
    {
        public override T Read<T>(IKeywordReader<T> reader) => reader.Of(this);
    }

    /// <summary>A number is a multiple of another number.</summary>
    /// <param name="Step">The other number, as JSON.</param>
    public sealed record MultipleOf(string Step) : KeywordRule(RuleTypes.Number)
    {
        public override T Read<T>(IKeywordReader<T> reader) => reader.Of(this);
    }

    /// <summary>The number of characters, items or members is in a range.</summary>
    public sealed record Count(Counted Of, CountRange Counts) : KeywordRule(CheckedKeywords.Types(Of))
    {
        public override T Read<T>(IKeywordReader<T> reader) => reader.Of(this);
    }

    /// <summary>A string matches a pattern.</summary>
    public sealed record Matching(PatternText Pattern) : KeywordRule(RuleTypes.String)
    {
        public override T Read<T>(IKeywordReader<T> reader) => reader.Of(this);
    }

    /// <summary>All items of an array differ.</summary>
    public sealed record UniqueItems() : KeywordRule(RuleTypes.Array)
    {
        public override T Read<T>(IKeywordReader<T> reader) => reader.Of(this);
    }

    /// <summary>An object has the required members.</summary>
    public sealed record Requires(EquatableArray<string> Names) : KeywordRule(RuleTypes.Object)
    {
        public override int Work => Names.Count;

        public override T Read<T>(IKeywordReader<T> reader) => reader.Of(this);
    }

    /// <summary>An object has the members that another member requires.</summary>
    /// <param name="Keyword">The keyword of the rule: <c>dependencies</c> or <c>dependentRequired</c>.</param>
    /// <param name="Member">The name of the member that requires the others.</param>
    /// <param name="Names">The names of the required members.</param>
    public sealed record RequiresWith(string Keyword, string Member, EquatableArray<string> Names) : KeywordRule(RuleTypes.Object)
    {
        public override int Work => Names.Count + 1;

        public override T Read<T>(IKeywordReader<T> reader) => reader.Of(this);
    }

    /// <summary>No value is valid, because the schema is <c>false</c>.</summary>
    public sealed record Nothing() : KeywordRule(RuleTypes.All)
    {
        public override T Read<T>(IKeywordReader<T> reader) => reader.Of(this);
    }

    /// <summary>No value is valid, because the schema does not list the member.</summary>
    public sealed record Forbidden() : KeywordRule(RuleTypes.All)
    {
        public override T Read<T>(IKeywordReader<T> reader) => reader.Of(this);
    }

    /// <summary>A marker: the schema restricts values of some types further, but the restriction is not checked.</summary>
    public sealed record Unsure(RuleTypes Kinds) : KeywordRule(Kinds)
    {
        public override T Read<T>(IKeywordReader<T> reader) => reader.Of(this);
    }

    /// <summary>A marker: the schema restricts a URI further, but the restriction is not checked.</summary>
    public sealed record UnsureUri() : KeywordRule(RuleTypes.String)
    {
        public override T Read<T>(IKeywordReader<T> reader) => reader.Of(this);
    }

    /// <summary>The sum of some numbers equals another number: <c>x-rules</c>.</summary>
    /// <param name="Terms">A pointer to the numbers to add.</param>
    /// <param name="Total">The expected sum: a pointer to it, or the number.</param>
    public sealed record Sum(string Terms, string Total) : KeywordRule(RuleTypes.Object | RuleTypes.Array)
    {
        public override T Read<T>(IKeywordReader<T> reader) => reader.Of(this);
    }
}
