using SchemaSdk.Schemas.Types;

namespace SchemaSdk.Schemas.Tests.Types;

/// <summary>
/// Tests which types are generated if a schema has too many: outer ones first, and types at the same depth in the order of their names.
/// </summary>
public class TypeBudgetRuleTests
{
    [Theory]
    [InlineData(1, "A")]
    [InlineData(2, "A B")]
    [InlineData(3, "A B A.C")]
    [InlineData(4, "A B A.C B.C")]
    [InlineData(5, "A B A.C B.C B.D")]
    [InlineData(6, "A B A.C B.C B.D A.C.E")]
    public void A_plan_grants_the_outer_types_first(int max, string expected)
    {
        var budget = new TypeBudget(max);
        Assert.Equal(max == 6, !Fill(budget));

        budget.Plan(() => Fill(budget));

        var asked = new[] { "A", "B", "A.C", "B.C", "B.D", "A.C.E" };
        Assert.Equal(expected, string.Join(" ", asked.Where(path => Take(budget, path))));
    }

    [Fact]
    public void Types_with_the_same_name_are_distinguished_by_outer_types()
    {
        var budget = new TypeBudget(1);

        budget.Plan(() => Take(budget, "A.BC"));

        Assert.True(Take(budget, "A.BC"));
        Assert.False(Take(budget, "AB.C"));
    }

    /// <summary>Requests types, inner ones only if the outer type was granted. Returns true if a type was refused.</summary>
    private static bool Fill(TypeBudget budget)
    {
        if (Take(budget, "B"))
        {
            Take(budget, "B.D");
            Take(budget, "B.C");
        }

        if (Take(budget, "A") && Take(budget, "A.C"))
        {
            Take(budget, "A.C.E");
        }

        return budget.IsExceeded;
    }

    private static bool Take(TypeBudget budget, string path)
    {
        var names = path.Split('.');
        return budget.Take(names[..^1], names[^1]);
    }
}
