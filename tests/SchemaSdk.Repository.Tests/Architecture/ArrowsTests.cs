using SchemaSdk.Repository.Tests.Architecture.Measuring;

namespace SchemaSdk.Repository.Tests.Architecture;

public class ArrowsTests
{
    [Fact]
    public void A_way_back_is_found_whatever_its_length()
    {
        TypeUse[] uses = [new("A", "Above", "B", "Below"), new("B", "Below", "F", "Far")];

        Assert.Empty(new Arrows(uses).WaysBack);
        Assert.Equal(
            ["Above -> Below: A -> B\nBelow -> Far: B -> F\nFar -> Above: F -> A"],
            new Arrows([.. uses, new("F", "Far", "A", "Above")]).WaysBack);
    }
}
