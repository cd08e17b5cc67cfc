namespace SchemaSdk.CompilerServices;

/// <summary>The role of a rule in the rule that contains it.</summary>
internal enum RulePlace
{
    /// <summary>A named rule. No other rule contains it.</summary>
    Named,

    /// <summary>One of several rules for the same value.</summary>
    Branch,

    Member,

    /// <summary>The rule for all members without their own rule.</summary>
    Others,

    /// <summary>The rule for the item at one position.</summary>
    FirstItem,

    /// <summary>The rule for all items without their own rule.</summary>
    Item,

    /// <summary>A rule for the value itself, applied by a keyword such as <c>not</c>.</summary>
    Value,

    If,

    Then,

    Else,
}
