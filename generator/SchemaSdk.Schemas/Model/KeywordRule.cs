using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>
/// A rule of one keyword that holds no schemas, such as <c>maximum</c> 15. All kinds are nested in this type.
/// </summary>
internal abstract record KeywordRule
{
    private KeywordRule(RuleTypes types) => Types = types;

    /// <summary>The types of values that it restricts; for a list of values, their types.</summary>
    public RuleTypes Types { get; }

    /// <summary>The cost of checking it; 1 for a bound.</summary>
    public virtual int Work => 1;

    /// <summary>Calls the reader's method for its kind.</summary>
    /// <typeparam name="T">The type of the reader's result.</typeparam>
    /// <param name="reader">The reader.</param>
    public abstract T Read<T>(IKeywordReader<T> reader);

    /// <summary>One of several texts: an <c>enum</c> of strings.</summary>
    /// <param name="Values">The texts.</param>
    public sealed record Texts(EquatableArray<string> Values) : KeywordRule(RuleTypes.String)
    {
        public override int Work => Values.Count;

        public override T Read<T>(IKeywordReader<T> reader) => reader.Of(this);
    }

    /// <summary>One of several values: any other <c>enum</c>.</summary>
    /// <param name="Json">The values, as a JSON array.</param>
    /// <param name="Kinds">Their types.</param>
    public sealed record Among(string Json, RuleTypes Kinds) : KeywordRule(Kinds)
    {
        public override int Work => 1 + (Json.Length / 8);

        public override T Read<T>(IKeywordReader<T> reader) => reader.Of(this);
    }

    /// <summary>One value: <c>const</c>.</summary>
    /// <param name="Json">The value, as JSON.</param>
    /// <param name="Kinds">Its type.</param>
    public sealed record EqualTo(string Json, RuleTypes Kinds) : KeywordRule(Kinds)
    {
        public override int Work => 1 + (Json.Length / 8);

        public override T Read<T>(IKeywordReader<T> reader) => reader.Of(this);
    }

    /// <summary>A lower or an upper bound.</summary>
    /// <param name="Limit">Its kind.</param>
    /// <param name="Number">The number, as JSON.</param>
    public sealed record Bound(Limit Limit, string Number) : KeywordRule(RuleTypes.Number)
    {
        public override T Read<T>(IKeywordReader<T> reader) => reader.Of(this);
    }

    /// <summary>A multiple of a number.</summary>
    /// <param name="Step">The number, as JSON.</param>
    public sealed record MultipleOf(string Step) : KeywordRule(RuleTypes.Number)
    {
        public override T Read<T>(IKeywordReader<T> reader) => reader.Of(this);
    }

    /// <summary>A number of characters, items or members.</summary>
    /// <param name="Of">What is counted.</param>
    /// <param name="Counts">The valid counts.</param>
    public sealed record Count(Counted Of, CountRange Counts) : KeywordRule(CheckedKeywords.Types(Of))
    {
        public override T Read<T>(IKeywordReader<T> reader) => reader.Of(this);
    }

    /// <summary>A text that matches a pattern.</summary>
    /// <param name="Pattern">The pattern.</param>
    public sealed record Matching(PatternText Pattern) : KeywordRule(RuleTypes.String)
    {
        public override T Read<T>(IKeywordReader<T> reader) => reader.Of(this);
    }

    /// <summary>Items that are all different.</summary>
    public sealed record UniqueItems() : KeywordRule(RuleTypes.Array)
    {
        public override T Read<T>(IKeywordReader<T> reader) => reader.Of(this);
    }

    /// <summary>Members that are required.</summary>
    /// <param name="Names">Their names.</param>
    public sealed record Requires(EquatableArray<string> Names) : KeywordRule(RuleTypes.Object)
    {
        public override int Work => Names.Count;

        public override T Read<T>(IKeywordReader<T> reader) => reader.Of(this);
    }

    /// <summary>Members that are required if another one is there.</summary>
    /// <param name="Keyword">The keyword that requires them, one of two.</param>
    /// <param name="Member">The name of the other member.</param>
    /// <param name="Names">Their names.</param>
    public sealed record RequiresWith(string Keyword, string Member, EquatableArray<string> Names) : KeywordRule(RuleTypes.Object)
    {
        public override int Work => Names.Count + 1;

        public override T Read<T>(IKeywordReader<T> reader) => reader.Of(this);
    }

    /// <summary>No value is valid.</summary>
    public sealed record Nothing() : KeywordRule(RuleTypes.All)
    {
        public override T Read<T>(IKeywordReader<T> reader) => reader.Of(this);
    }

    /// <summary>No value is valid for a member whose name the schema does not know.</summary>
    public sealed record Forbidden() : KeywordRule(RuleTypes.All)
    {
        public override T Read<T>(IKeywordReader<T> reader) => reader.Of(this);
    }

    /// <summary>A mark that the schema restricts such values further, which is not checked.</summary>
    /// <param name="Kinds">The types of these values.</param>
    public sealed record Unsure(RuleTypes Kinds) : KeywordRule(Kinds)
    {
        public override T Read<T>(IKeywordReader<T> reader) => reader.Of(this);
    }

    /// <summary>A mark that the schema restricts a URI further, which is not checked.</summary>
    public sealed record UnsureUri() : KeywordRule(RuleTypes.String)
    {
        public override T Read<T>(IKeywordReader<T> reader) => reader.Of(this);
    }

    /// <summary>Numbers whose sum is another one: <c>x-rules</c>.</summary>
    /// <param name="Terms">A pointer to the numbers.</param>
    /// <param name="Total">A pointer to the sum, or the sum itself.</param>
    public sealed record Sum(string Terms, string Total) : KeywordRule(RuleTypes.Object | RuleTypes.Array)
    {
        public override T Read<T>(IKeywordReader<T> reader) => reader.Of(this);
    }
}
