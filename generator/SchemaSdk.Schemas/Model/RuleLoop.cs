using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>
/// A rule of a keyword that holds schemas, for the value or for some of its items or members. All kinds are nested in this type.
/// </summary>
internal abstract record RuleLoop
{
    private RuleLoop(bool isInPlace) => IsInPlace = isInPlace;

    /// <summary>True if the schemas apply to the value itself, not to its items or members.</summary>
    public bool IsInPlace { get; }

    /// <summary>The rules of the schemas.</summary>
    public abstract EquatableArray<Rule> Branches { get; }

    /// <summary>Calls the reader's method for its kind.</summary>
    /// <typeparam name="T">The type of the reader's result.</typeparam>
    /// <param name="reader">The reader.</param>
    public abstract T Read<T>(ILoopReader<T> reader);

    /// <summary>The value has to fit all of several rules.</summary>
    /// <param name="Rules">The rules.</param>
    public sealed record AllOf(EquatableArray<Rule> Rules) : RuleLoop(isInPlace: true)
    {
        public override EquatableArray<Rule> Branches => Rules;

        public override T Read<T>(ILoopReader<T> reader) => reader.Of(this);
    }

    /// <summary>The value has to fit one of several rules.</summary>
    /// <param name="Rules">The rules.</param>
    /// <param name="IsOneOf">True if it may fit only one.</param>
    public sealed record Choice(EquatableArray<Rule> Rules, bool IsOneOf) : RuleLoop(isInPlace: true)
    {
        public override EquatableArray<Rule> Branches => Rules;

        public override T Read<T>(ILoopReader<T> reader) => reader.Of(this);
    }

    /// <summary>The value must not fit a rule.</summary>
    /// <param name="Rule">The rule.</param>
    public sealed record Not(Rule Rule) : RuleLoop(isInPlace: true)
    {
        public override EquatableArray<Rule> Branches => new([Rule]);

        public override T Read<T>(ILoopReader<T> reader) => reader.Of(this);
    }

    /// <summary>The value has to fit a rule unless it is null.</summary>
    /// <param name="Rule">The rule.</param>
    public sealed record UnlessNull(Rule Rule) : RuleLoop(isInPlace: true)
    {
        public override EquatableArray<Rule> Branches => new([Rule]);

        public override T Read<T>(ILoopReader<T> reader) => reader.Of(this);
    }

    /// <summary>The value has to fit one of two rules, depending on a condition.</summary>
    /// <param name="Condition">The condition.</param>
    /// <param name="Then">The rule if the condition fits.</param>
    /// <param name="Else">The rule if it does not.</param>
    public sealed record If(Rule Condition, Rule Then, Rule Else) : RuleLoop(isInPlace: true)
    {
        public override EquatableArray<Rule> Branches => new([Condition, Then, Else]);

        public override T Read<T>(ILoopReader<T> reader) => reader.Of(this);
    }

    /// <summary>An object has to fit a rule if it has a certain member.</summary>
    /// <param name="Member">Its name.</param>
    /// <param name="Rule">The rule.</param>
    public sealed record With(string Member, Rule Rule) : RuleLoop(isInPlace: true)
    {
        public override EquatableArray<Rule> Branches => new([Rule]);

        public override T Read<T>(ILoopReader<T> reader) => reader.Of(this);
    }

    /// <summary>The name of each member has to fit a rule.</summary>
    /// <param name="Rule">The rule.</param>
    public sealed record Names(Rule Rule) : RuleLoop(isInPlace: false)
    {
        public override EquatableArray<Rule> Branches => new([Rule]);

        public override T Read<T>(ILoopReader<T> reader) => reader.Of(this);
    }

    /// <summary>Each member whose name matches a pattern has to fit a rule.</summary>
    /// <param name="Pattern">The pattern.</param>
    /// <param name="Rule">The rule.</param>
    public sealed record MembersLike(PatternText Pattern, Rule Rule) : RuleLoop(isInPlace: false)
    {
        public override EquatableArray<Rule> Branches => new([Rule]);

        public override T Read<T>(ILoopReader<T> reader) => reader.Of(this);
    }

    /// <summary>Each member whose name neither matches a pattern nor is known has to fit a rule.</summary>
    /// <param name="Pattern">In the syntax of .NET.</param>
    /// <param name="Known">The names that are known.</param>
    /// <param name="Rule">The rule.</param>
    public sealed record MembersUnlike(string Pattern, EquatableArray<string> Known, Rule Rule) : RuleLoop(isInPlace: false)
    {
        public override EquatableArray<Rule> Branches => new([Rule]);

        public override T Read<T>(ILoopReader<T> reader) => reader.Of(this);
    }

    /// <summary>A number of items has to fit a rule.</summary>
    /// <param name="Counts">The valid numbers of items.</param>
    /// <param name="Rule">The rule.</param>
    public sealed record Contains(CountRange Counts, Rule Rule) : RuleLoop(isInPlace: false)
    {
        public override EquatableArray<Rule> Branches => new([Rule]);

        public override T Read<T>(ILoopReader<T> reader) => reader.Of(this);
    }
}
