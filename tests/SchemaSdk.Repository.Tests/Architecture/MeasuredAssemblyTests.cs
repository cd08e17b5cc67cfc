using SchemaSdk.Repository.Tests.Architecture.Measuring;

namespace SchemaSdk.Repository.Tests.Architecture;

/// <summary>Uses types of this project to test that every way in which one type can use another is found.</summary>
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
    public void Each_kind_of_use_is_seen(string user, string used) =>
        Assert.Contains(new TypeUse(user, "Measured/Above", used, "Measured/Below"), Uses);

    [Fact]
    public void An_arrow_has_one_direction()
    {
        var arrows = new Arrows(Uses);

        Assert.Equal(["Measured/Below"], arrows.Table["Measured/Above"]);
        Assert.Empty(arrows.Table["Measured/Below"]);
    }

    [Fact]
    public void A_cycle_of_any_length_is_found()
    {
        var others = new[] { new TypeUse("OfNew", "Measured/Below", "Far", "Far"), new TypeUse("Far", "Far", "ByBody", "Measured/Above") };

        Assert.Empty(new Arrows([.. Uses, others[0]]).WaysBack);
        var way = Assert.Single(new Arrows([.. Uses, .. others]).WaysBack);
        Assert.StartsWith(
            "Far -> Measured/Above: Far -> ByBody\nMeasured/Above -> Measured/Below: ByAttribute -> ", way, StringComparison.Ordinal);
        Assert.EndsWith("\nMeasured/Below -> Far: OfNew -> Far", way, StringComparison.Ordinal);
    }

    private static IReadOnlyList<TypeUse> Measure()
    {
        using var assembly = new MeasuredAssembly(
            typeof(MeasuredAssemblyTests).Assembly.Location, "tests/SchemaSdk.Repository.Tests/Architecture");
        return assembly.Uses();
    }
}
