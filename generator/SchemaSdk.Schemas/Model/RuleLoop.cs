using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>
/// The rule of a keyword that contains schemas. The schemas apply to the value or to some of its items or members. Every kind of rule is a
/// nested type.
/// </summary>
internal abstract record RuleLoop
{
    private RuleLoop(bool isInPlace) => IsInPlace = isInPlace;

    /// <summary>True if the schemas apply to the value itself, and not to its items or members.</summary>
    public bool IsInPlace { get; }

    /// <summary>The rules of the schemas that the keyword contains.</summary>
    public abstract EquatableArray<Rule> Branches { get; }

    /// <summary>Calls the visitor's method for this kind of rule.</summary>
    public abstract T Read<T>(ILoopReader<T> reader);

    /// <summary>The value must match all rules: <c>allOf</c>.</summary>
    public sealed record AllOf(EquatableArray<Rule> Rules) : RuleLoop(isInPlace: true)
    {
        public override EquatableArray<Rule> Branches => Rules;

        public override T Read<T>(ILoopReader<T> reader) => reader.Of(this);
    }

    /// <summary>The value must match at least one rule, or exactly one: <c>anyOf</c> or <c>oneOf</c>.</summary>
    public sealed record Choice(EquatableArray<Rule> Rules, bool IsOneOf) : RuleLoop(isInPlace: true)
    {
        public override EquatableArray<Rule> Branches => Rules;

        public override T Read<T>(ILoopReader<T> reader) => reader.Of(this);
    }

    /// <summary>The value must not match the rule: <c>not</c>.</summary>
    public sealed record Not(Rule Rule) : RuleLoop(isInPlace: true)
    {
        public override EquatableArray<Rule> Branches => new([Rule]);

        public override T Read<T>(ILoopReader<T> reader) => reader.Of(this);
    }

    /// <summary>The value must be null or match the rule.</summary>
    public sealed record UnlessNull(Rule Rule) : RuleLoop(isInPlace: true)
    {
        public override EquatableArray<Rule> Branches => new([Rule]);

        public override T Read<T>(ILoopReader<T> reader) => reader.Of(this);
    }

    /// <summary>The value must match one of two rules, depending on a condition: <c>if</c>.</summary>
    public sealed record If(Rule Condition, Rule Then, Rule Else) : RuleLoop(isInPlace: true)
    {
        public override EquatableArray<Rule> Branches => new([Condition, Then, Else]);

        public override T Read<T>(ILoopReader<T> reader) => reader.Of(this);
    }

    /// <summary>An object that has a certain member must match the rule: <c>dependentSchemas</c>.</summary>
    public sealed record With(string Member, Rule Rule) : RuleLoop(isInPlace: true)
    {
        public override EquatableArray<Rule> Branches => new([Rule]);

        public override T Read<T>(ILoopReader<T> reader) => reader.Of(this);
    }

    /// <summary>The name of each member must match the rule: <c>propertyNames</c>.</summary>
    public sealed record Names(Rule Rule) : RuleLoop(isInPlace: false)
    {
        public override EquatableArray<Rule> Branches => new([Rule]);

        public override T Read<T>(ILoopReader<T> reader) => reader.Of(this);
    }

    /// <summary>Each member whose name matches a pattern must match the rule: <c>patternProperties</c>.</summary>
    public sealed record MembersLike(PatternText Pattern, Rule Rule) : RuleLoop(isInPlace: false)
    {
        public override EquatableArray<Rule> Branches => new([Rule]);

        public override T Read<T>(ILoopReader<T> reader) => reader.Of(this);
    }

    /// <summary>
    /// Each member must match the rule unless its name is known or matches a pattern: <c>additionalProperties</c> beside
    /// <c>patternProperties</c>.
    /// </summary>
    public sealed record MembersUnlike(string Pattern, EquatableArray<string> Known, Rule Rule) : RuleLoop(isInPlace: false)
    {
        public override EquatableArray<Rule> Branches => new([Rule]);

        public override T Read<T>(ILoopReader<T> reader) => reader.Of(this);
    }

    /// <summary>A certain number of items must match the rule: <c>contains</c>.</summary>
    public sealed record Contains(CountRange Counts, Rule Rule) : RuleLoop(isInPlace: false)
    {
        public override EquatableArray<Rule> Branches => new([Rule]);

        public override T Read<T>(ILoopReader<T> reader) => reader.Of(this);
    }
}
