using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Tests.Values;

public class EquatableArrayTests
{
    [Theory]
    [InlineData("", "", true)]
    [InlineData("a,b", "a,b", true)]
    [InlineData("a,b", "a,c", false)]
    [InlineData("a,b", "b,a", false)]
    [InlineData("a,b", "a", false)]
    [InlineData("a", "a,b", false)]
    public void Arrays_are_equal_if_they_have_the_same_items_in_the_same_order(string items, string others, bool areEqual)
    {
        var (array, other) = (items.Split(',').ToEquatableArray(), others.Split(',').ToEquatableArray());

        Assert.Equal(areEqual, array.Equals(other));
        Assert.Equal(areEqual, array.Equals((object)other));
        Assert.Equal(areEqual, array.GetHashCode() == other.GetHashCode());
    }

    [Fact]
    public void An_array_that_was_never_set_is_empty()
    {
        Assert.Empty(default(EquatableArray<string>));
        Assert.True(default(EquatableArray<string>).Equals(Array.Empty<string>().ToEquatableArray()));
    }
}
