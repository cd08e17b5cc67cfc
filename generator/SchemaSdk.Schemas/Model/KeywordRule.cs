using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>
/// A demand on a value without a look at its parts, such as <c>maximum</c> 15. All kinds are nested in this type.
/// </summary>
internal abstract record KeywordRule
{
    private KeywordRule(RuleTypes types) => Types = types;

    /// <summary>The types that it says something of; of a list of values, their types.</summary>
    public RuleTypes Types { get; }

    /// <summary>The work that a trial of it takes; 1 for a bound.</summary>
    public virtual int Work => 1;

    /// <summary>Gives it to a reader as the kind that it is.</summary>
    /// <typeparam name="T">What the reader makes of it.</typeparam>
    /// <param name="reader">The reader.</param>
    public abstract T Read<T>(IKeywordReader<T> reader);

    /// <summary>One of some texts: an <c>enum</c> of strings.</summary>
    /// <param name="Values">The texts.</param>
    public sealed record Texts(EquatableArray<string> Values) : KeywordRule(RuleTypes.String)
    {
        public override int Work => Values.Count;

        public override T Read<T>(IKeywordReader<T> reader) => reader.Of(this);
    }

    /// <summary>One of some values: any other <c>enum</c>.</summary>
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

    /// <summary>A least or a greatest number.</summary>
    /// <param name="Limit">Which.</param>
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

    /// <summary>So many characters, items or members.</summary>
    /// <param name="Of">Of what.</param>
    /// <param name="Counts">How many.</param>
    public sealed record Count(Counted Of, CountRange Counts) : KeywordRule(CheckedKeywords.Types(Of))
    {
        public override T Read<T>(IKeywordReader<T> reader) => reader.Of(this);
    }

    /// <summary>A text that matches.</summary>
    /// <param name="Pattern">The pattern.</param>
    public sealed record Matching(PatternText Pattern) : KeywordRule(RuleTypes.String)
    {
        public override T Read<T>(IKeywordReader<T> reader) => reader.Of(this);
    }

    /// <summary>No item twice.</summary>
    public sealed record UniqueItems() : KeywordRule(RuleTypes.Array)
    {
        public override T Read<T>(IKeywordReader<T> reader) => reader.Of(this);
    }

    /// <summary>Members that have to come.</summary>
    /// <param name="Names">Their names.</param>
    public sealed record Requires(EquatableArray<string> Names) : KeywordRule(RuleTypes.Object)
    {
        public override int Work => Names.Count;

        public override T Read<T>(IKeywordReader<T> reader) => reader.Of(this);
    }

    /// <summary>Members that have to come with another.</summary>
    /// <param name="Keyword">The keyword that asks for them; there are two.</param>
    /// <param name="Member">The name of the other.</param>
    /// <param name="Names">Their names.</param>
    public sealed record RequiresWith(string Keyword, string Member, EquatableArray<string> Names) : KeywordRule(RuleTypes.Object)
    {
        public override int Work => Names.Count + 1;

        public override T Read<T>(IKeywordReader<T> reader) => reader.Of(this);
    }

    /// <summary>Nothing: there may be no such value.</summary>
    public sealed record Nothing() : KeywordRule(RuleTypes.All)
    {
        public override T Read<T>(IKeywordReader<T> reader) => reader.Of(this);
    }

    /// <summary>Nothing, of a member whose name the schema does not know.</summary>
    public sealed record Forbidden() : KeywordRule(RuleTypes.All)
    {
        public override T Read<T>(IKeywordReader<T> reader) => reader.Of(this);
    }

    /// <summary>The schema asks more of such values, and it is not checked.</summary>
    /// <param name="Kinds">The types of these values.</param>
    public sealed record Unsure(RuleTypes Kinds) : KeywordRule(Kinds)
    {
        public override T Read<T>(IKeywordReader<T> reader) => reader.Of(this);
    }

    /// <summary>The schema asks more of a URI, and it is not checked.</summary>
    public sealed record UnsureUri() : KeywordRule(RuleTypes.String)
    {
        public override T Read<T>(IKeywordReader<T> reader) => reader.Of(this);
    }

    /// <summary>Numbers that add up to another: <c>x-rules</c>.</summary>
    /// <param name="Terms">A pointer to the numbers.</param>
    /// <param name="Total">A pointer to the other, or the number itself.</param>
    public sealed record Sum(string Terms, string Total) : KeywordRule(RuleTypes.Object | RuleTypes.Array)
    {
        public override T Read<T>(IKeywordReader<T> reader) => reader.Of(this);
    }
}
