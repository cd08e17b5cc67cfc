namespace SchemaSdk.CompilerServices;

/// <summary>The place of a rule in another one.</summary>
internal enum RulePlace
{
    /// <summary>None; the rule has a name.</summary>
    Named,

    /// <summary>One of several rules for the same value.</summary>
    Branch,

    /// <summary>A member.</summary>
    Member,

    /// <summary>All other members.</summary>
    Others,

    /// <summary>One of the first items.</summary>
    FirstItem,

    /// <summary>All other items.</summary>
    Item,

    /// <summary>The value itself, for a keyword that applies rules.</summary>
    Value,

    /// <summary>The condition of <c>if</c>.</summary>
    If,

    /// <summary>The rule of <c>then</c>.</summary>
    Then,

    /// <summary>The rule of <c>else</c>.</summary>
    Else,
}
