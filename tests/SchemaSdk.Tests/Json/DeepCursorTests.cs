using System.Text;
using System.Text.Json;
using SchemaSdk.CompilerServices;

namespace SchemaSdk.Tests.Json;

/// <summary>The cursor needs no stack for the depth of JSON.</summary>
public class DeepCursorTests
{
    [Theory]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(1_000_000)]
    public void A_value_of_any_depth_is_passed(int depth)
    {
        var json = Encoding.ASCII.GetBytes(
            $"[{string.Concat(Enumerable.Repeat("[{\"a\":", depth / 2))}1{string.Concat(Enumerable.Repeat("}]", depth / 2))}, 2]");
        var cursor = new JsonCursor(json, int.MaxValue);
        cursor.ReadValue();
        var isInside = false;

        Assert.True(cursor.NextItem(ref isInside));
        Assert.True(cursor.NextItem(ref isInside));
        Assert.Equal("2", Encoding.ASCII.GetString(cursor.ValueSpan));
        Assert.False(cursor.NextItem(ref isInside));
        cursor.ExpectEnd();
    }

    [Theory]
    [InlineData(256, true)]
    [InlineData(257, false)]
    public void No_value_is_passed_that_is_deeper_than_allowed(int depth, bool isAllowed)
    {
        var json = Encoding.ASCII.GetBytes(new string('[', depth) + new string(']', depth));

        Assert.Equal(isAllowed, IsPassed(json, 256));
    }

    [Fact]
    public void Nothing_is_passed_below_the_depth_that_is_allowed()
    {
        var cursor = new JsonCursor(Encoding.ASCII.GetBytes(new string('[', 101) + new string(']', 101)), 100);
        cursor.ReadValue();
        for (var depth = 0; depth < 100; depth++)
        {
            var isInside = false;
            cursor.NextItem(ref isInside);
        }

        JsonException? refused = null;
        try
        {
            cursor.Skip();
        }
        catch (JsonException error)
        {
            refused = error;
        }

        Assert.NotNull(refused);
    }

    [Theory]
    [InlineData("]")]
    [InlineData("")]
    public void A_deep_value_that_is_broken_is_not_passed(string end) =>
        Assert.False(IsPassed(Encoding.ASCII.GetBytes(new string('[', 100) + "{\"a\"" + end), int.MaxValue));

    private static bool IsPassed(byte[] json, int maxDepth)
    {
        var cursor = new JsonCursor(json, maxDepth);
        try
        {
            cursor.ReadValue();
            cursor.Skip();
            cursor.ExpectEnd();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
