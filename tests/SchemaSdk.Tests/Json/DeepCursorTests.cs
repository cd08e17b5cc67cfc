using System.Text;
using System.Text.Json;
using SchemaSdk.CompilerServices;

namespace SchemaSdk.Tests.Json;

/// <summary>The cursor must skip nested JSON without recursion.</summary>
public class DeepCursorTests
{
    [Theory]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(1_000_000)]
    public void A_value_of_any_depth_is_skipped(int depth)
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

    [Fact]
    public void A_value_below_the_maximum_depth_is_not_skipped()
    {
        var cursor = new JsonCursor(Encoding.ASCII.GetBytes(new string('[', 101) + new string(']', 101)), 100);
        cursor.ReadValue();
        for (var depth = 0; depth < 100; depth++)
        {
            var isInside = false;
            cursor.NextItem(ref isInside);
        }

        Assert.True(SkipThrows(ref cursor));
    }

    [Theory]
    [InlineData("]")]
    [InlineData("")]
    public void A_broken_deep_value_is_rejected(string end)
    {
        var cursor = new JsonCursor(Encoding.ASCII.GetBytes(new string('[', 100) + "{\"a\"" + end), int.MaxValue);
        cursor.ReadValue();

        Assert.True(SkipThrows(ref cursor));
    }

    private static bool SkipThrows(ref JsonCursor cursor)
    {
        try
        {
            cursor.Skip();
            return false;
        }
        catch (JsonException)
        {
            return true;
        }
    }
}
