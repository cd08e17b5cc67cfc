using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>
/// A demand that other schemas make, of the value or of some of its items or members. All kinds are nested in this type.
/// </summary>
internal abstract record RuleLoop
{
    private RuleLoop(bool isInPlace) => IsInPlace = isInPlace;

    /// <summary>True if the schemas are for the value itself, and not for its items or members.</summary>
    public bool IsInPlace { get; }

    /// <summary>The rules of the schemas.</summary>
    public abstract EquatableArray<Rule> Branches { get; }

    /// <summary>Gives it to a reader as the kind that it is.</summary>
    /// <typeparam name="T">What the reader makes of it.</typeparam>
    /// <param name="reader">The reader.</param>
    public abstract T Read<T>(ILoopReader<T> reader);

    /// <summary>Each of several.</summary>
    /// <param name="Rules">The several.</param>
    public sealed record AllOf(EquatableArray<Rule> Rules) : RuleLoop(isInPlace: true)
    {
        public override EquatableArray<Rule> Branches => Rules;

        public override T Read<T>(ILoopReader<T> reader) => reader.Of(this);
    }

    /// <summary>At least one of several.</summary>
    /// <param name="Rules">The several.</param>
    /// <param name="IsOneOf">True if no other may fit as well.</param>
    public sealed record Choice(EquatableArray<Rule> Rules, bool IsOneOf) : RuleLoop(isInPlace: true)
    {
        public override EquatableArray<Rule> Branches => Rules;

        public override T Read<T>(ILoopReader<T> reader) => reader.Of(this);
    }

    /// <summary>Not this one.</summary>
    /// <param name="Rule">This one.</param>
    public sealed record Not(Rule Rule) : RuleLoop(isInPlace: true)
    {
        public override EquatableArray<Rule> Branches => new([Rule]);

        public override T Read<T>(ILoopReader<T> reader) => reader.Of(this);
    }

    /// <summary>This one, of a value other than null.</summary>
    /// <param name="Rule">This one.</param>
    public sealed record UnlessNull(Rule Rule) : RuleLoop(isInPlace: true)
    {
        public override EquatableArray<Rule> Branches => new([Rule]);

        public override T Read<T>(ILoopReader<T> reader) => reader.Of(this);
    }

    /// <summary>One or another, by a condition.</summary>
    /// <param name="Condition">The condition.</param>
    /// <param name="Then">Asked where it fits.</param>
    /// <param name="Else">Asked where it does not.</param>
    public sealed record If(Rule Condition, Rule Then, Rule Else) : RuleLoop(isInPlace: true)
    {
        public override EquatableArray<Rule> Branches => new([Condition, Then, Else]);

        public override T Read<T>(ILoopReader<T> reader) => reader.Of(this);
    }

    /// <summary>This one, of an object with a certain member.</summary>
    /// <param name="Member">Its name.</param>
    /// <param name="Rule">This one.</param>
    public sealed record With(string Member, Rule Rule) : RuleLoop(isInPlace: true)
    {
        public override EquatableArray<Rule> Branches => new([Rule]);

        public override T Read<T>(ILoopReader<T> reader) => reader.Of(this);
    }

    /// <summary>This one, of the name of each member.</summary>
    /// <param name="Rule">This one.</param>
    public sealed record Names(Rule Rule) : RuleLoop(isInPlace: false)
    {
        public override EquatableArray<Rule> Branches => new([Rule]);

        public override T Read<T>(ILoopReader<T> reader) => reader.Of(this);
    }

    /// <summary>This one, of each member whose name matches.</summary>
    /// <param name="Pattern">The pattern.</param>
    /// <param name="Rule">This one.</param>
    public sealed record MembersLike(PatternText Pattern, Rule Rule) : RuleLoop(isInPlace: false)
    {
        public override EquatableArray<Rule> Branches => new([Rule]);

        public override T Read<T>(ILoopReader<T> reader) => reader.Of(this);
    }

    /// <summary>This one, of each member whose name neither matches nor is known.</summary>
    /// <param name="Pattern">In .NET's language.</param>
    /// <param name="Known">The names that are known.</param>
    /// <param name="Rule">This one.</param>
    public sealed record MembersUnlike(string Pattern, EquatableArray<string> Known, Rule Rule) : RuleLoop(isInPlace: false)
    {
        public override EquatableArray<Rule> Branches => new([Rule]);

        public override T Read<T>(ILoopReader<T> reader) => reader.Of(this);
    }

    /// <summary>This one, of so many items.</summary>
    /// <param name="Counts">How many.</param>
    /// <param name="Rule">This one.</param>
    public sealed record Contains(CountRange Counts, Rule Rule) : RuleLoop(isInPlace: false)
    {
        public override EquatableArray<Rule> Branches => new([Rule]);

        public override T Read<T>(ILoopReader<T> reader) => reader.Of(this);
    }
}
