using SchemaSdk.Generator.Emitting;

namespace SchemaSdk.Generator.Tests;

/// <summary>Statements that depend on a number, in the shortest form.</summary>
public class RuleSwitchTests
{
    [Fact]
    public void Nothing_to_do_is_an_empty_block()
    {
        Assert.Equal("for { }", RuleSwitch.Of("for", "x", []));
        Assert.Equal("{ }", RuleSwitch.Block(""));
        Assert.Equal("{ A(); }", RuleSwitch.Block("A();"));
    }

    [Fact]
    public void One_label_is_an_if() => Assert.Equal("for if (x == 2) { A(); }", RuleSwitch.Of("for", "x", [(2, "A();")]));

    [Fact]
    public void All_labels_together_need_no_question() => Assert.Equal("for { A(); }", RuleSwitch.Of("for", "x", [(null, "A();")]));

    [Fact]
    public void Several_labels_are_a_switch_in_which_equal_texts_share_a_line() => Assert.Equal(
        "for switch (x)\n{\n    case 0 or 2: A(); break;\n    case 1: B(); break;\n    case 3: break;\n    default: C(); break;\n}",
        RuleSwitch.Of("for", "x", [(0, "A();"), (1, "B();"), (2, "A();"), (3, ""), (null, "C();")]));

    [Fact]
    public void The_others_may_have_nothing_to_do_and_never_share_a_line() => Assert.Equal(
        "for switch (x)\n{\n    case 0: A(); break;\n    case 1: break;\n    default: break;\n}",
        RuleSwitch.Of("for", "x", [(0, "A();"), (1, ""), (null, "")]));

    [Fact]
    public void Two_labels_with_one_text_are_a_switch_of_one_line() =>
        Assert.Equal("for switch (x)\n{\n    case 0 or 1: A(); break;\n}", RuleSwitch.Of("for", "x", [(0, "A();"), (1, "A();")]));

    [Fact]
    public void After_a_hundred_labels_a_pattern_ends() => Assert.Equal(
        $"for switch (x)\n{{\n    case {string.Join(" or ", Enumerable.Range(0, 100))}: case "
        + $"{string.Join(" or ", Enumerable.Range(100, 50))}: A(); break;\n}}",
        RuleSwitch.Of("for", "x", Enumerable.Range(0, 150).Select(label => ((int?)label, "A();"))));
}
