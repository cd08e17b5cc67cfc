using SchemaSdk.Architecture.Tests.Measuring;

namespace SchemaSdk.Architecture.Tests;

/// <summary>The measure itself, on types of this project that use each other in every way it is to see.</summary>
public class MeasuredAssemblyTests
{
    private static readonly IReadOnlyList<TypeUse> Uses = Measure();

    [Theory]
    [InlineData("ByBaseType", "OfBaseType")]
    [InlineData("ByInterface", "IOfInterface")]
    [InlineData("ByField", "OfField")]
    [InlineData("ByProperty", "OfProperty")]
    [InlineData("ByMethod", "OfParameter")]
    [InlineData("ByMethod", "OfReturn")]
    [InlineData("ByConstraint`1", "OfConstraint")]
    [InlineData("ByAttribute", "OfAttributeAttribute")]
    [InlineData("ByAttributeArgument", "OfAttributeArgument")]
    [InlineData("ByBody", "OfNew")]
    [InlineData("ByBody", "OfLambda")]
    [InlineData("ByBody", "OfAwaited")]
    [InlineData("ByBody", "OfTypeof")]
    [InlineData("ByBody", "OfTypeArgument")]
    [InlineData("ByBody", "OfPattern")]
    [InlineData("ByBody", "OfCatch")]
    public void A_use_is_seen(string user, string used) =>
        Assert.Contains(new TypeUse(user, "Measured/Above", used, "Measured/Below"), Uses);

    [Fact]
    public void An_arrow_has_one_direction()
    {
        var arrows = new Arrows(Uses);

        Assert.Equal(["Measured/Below"], arrows.Table["Measured/Above"]);
        Assert.Empty(arrows.Table["Measured/Below"]);
    }

    [Fact]
    public void Folders_that_use_each_other_are_a_mutual_pair()
    {
        var back = new TypeUse("OfNew", "Measured/Below", "ByBody", "Measured/Above");

        Assert.Equal(["Measured/Above <-> Measured/Below"], new Arrows([.. Uses, back]).MutualPairs.Select(pair => pair.Folders));
    }

    private static IReadOnlyList<TypeUse> Measure()
    {
        using var assembly = new MeasuredAssembly(typeof(MeasuredAssemblyTests).Assembly.Location, "tests/SchemaSdk.Architecture.Tests");
        return assembly.Uses();
    }
}
