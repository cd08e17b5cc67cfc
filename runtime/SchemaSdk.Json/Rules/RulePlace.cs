namespace SchemaSdk.CompilerServices;

/// <summary>The place of a rule in another one.</summary>
internal enum RulePlace
{
    /// <summary>None: it has a name.</summary>
    Named,

    /// <summary>One of several rules of the same value.</summary>
    Branch,

    /// <summary>A member.</summary>
    Member,

    /// <summary>All other members.</summary>
    Others,

    /// <summary>One of the first items.</summary>
    FirstItem,

    /// <summary>All other items.</summary>
    Item,

    /// <summary>The value itself, by a keyword that takes rules.</summary>
    Value,

    /// <summary>The condition of <c>if</c>.</summary>
    If,

    /// <summary>Its <c>then</c>.</summary>
    Then,

    /// <summary>Its <c>else</c>.</summary>
    Else,
}
