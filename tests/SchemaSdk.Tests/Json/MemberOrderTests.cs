using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SchemaSdk.CompilerServices;

namespace SchemaSdk.Tests.Json;

/// <summary>The equality of JSON values, whichever of them stands first, and its price.</summary>
public class MemberOrderTests
{
    // Compared in the square of their number, they take more than half an hour.
    private const int Many = 200_000;

    [Theory]
    [InlineData("""{"a":1,"b":3,"a":2}""", """{"a":1,"a":2,"b":3}""", true)]
    [InlineData("""{"a":1,"b":3,"a":2}""", """{"a":2,"a":1,"b":3}""", false)]
    [InlineData("""{"a":1,"b":3,"a":2}""", """{"b":3,"\u0061":1,"a":2}""", true)]
    [InlineData("""{"a":1,"b":3,"a":1}""", """{"a":1,"b":3,"b":3}""", false)]
    [InlineData("""{"a":1,"b":3}""", """{"b":3,"a":1,"a":1}""", false)]
    [InlineData("""{"a":1,"b":3}""", """{"b":3,"c":1}""", false)]
    [InlineData("""[{"a":{"c":1,"d":[]},"b":{}},2]""", """[{"b":{},"a":{"d":[],"c":1e0}},2]""", true)]
    [InlineData("""[{"a":1,"b":2},3]""", """[{"b":2,"a":1},4]""", false)]
    public void Members_of_one_name_are_compared_in_their_order_and_others_in_any(string one, string other, bool areEqual)
    {
        Assert.Equal(areEqual, AreEqual(one, other));
        Assert.Equal(areEqual, AreEqual(other, one));
    }

    [Fact]
    public void Equality_is_that_of_the_canonical_form_in_both_directions_and_agrees_with_the_hash() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var one = ObjectOf(random, 3);
            var other = random.Next(4) == 0 ? ObjectOf(random, 3) : one;
            var (left, right) = (TextOf(one, random), TextOf(other, random));
            var areEqual = Canonical(left) == Canonical(right);

            Assert.Equal(areEqual, AreEqual(left, right));
            Assert.Equal(areEqual, AreEqual(right, left));
            Assert.True(!areEqual || HashOf(left) == HashOf(right));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));

    [Fact]
    public async Task Many_members_in_another_order_are_compared_in_steps_that_grow_with_their_number()
    {
        var members = Enumerable.Range(0, Many).Select(number => $"\"m{number}\":{number}").ToArray();
        var (one, other) = (Join(members), Join(members.Reverse()));

        Assert.True(await Soon.Async(Task.Run(() => AreEqual(one, other))));
    }

    [Fact]
    public async Task Many_members_of_one_name_are_compared_in_steps_that_grow_with_their_number()
    {
        var members = Enumerable.Range(0, Many).Select(number => $"\"a\":{number}").ToArray();
        var (one, other) = (Join(["\"b\":0", .. members]), Join([.. members, "\"b\":0"]));

        Assert.True(await Soon.Async(Task.Run(() => AreEqual(one, other))));
    }

    // Past the hash too, which would tell most unequal values apart before their members are compared.
    private static bool AreEqual(string left, string right)
    {
        var text = Encoding.UTF8.GetBytes(right);
        var one = JsonMembers.ReaderOf(Encoding.UTF8.GetBytes(left));
        var other = JsonMembers.ReaderOf(text);
        var areEqual = JsonValues.AreEqual(ref one, ref other, text);
        Assert.Equal(areEqual, JsonEquality.AreEqual(Encoding.UTF8.GetBytes(left), text));
        return areEqual;
    }

    private static ulong HashOf(string json) => JsonEquality.HashOf(Encoding.UTF8.GetBytes(json));

    private static string Canonical(string json)
    {
        using var writer = CanonicalWriter.Of(Encoding.UTF8.GetBytes(json));
        return Encoding.UTF8.GetString(writer.Written);
    }

    private static string Join(IEnumerable<string> members) => $"{{{string.Join(',', members)}}}";

    // Few names and values, so that names come twice, and members are equal by chance.
    private static (string Name, object Value)[] ObjectOf(Random random, int depth) =>
    [
        .. Enumerable.Range(0, random.Next(6)).Select(_ => (
            ((string[])["a", "b", "é", "\\\""])[random.Next(4)],
            depth > 0 && random.Next(3) == 0 ? ObjectOf(random, depth - 1) : (object)random.Next(2))),
    ];

    // Some members change their places, and some names their spelling.
    private static string TextOf((string Name, object Value)[] members, Random random)
    {
        var texts = members.Select(member =>
            $"\"{(random.Next(2) == 0 ? member.Name : member.Name.Replace("a", "\\u0061", StringComparison.Ordinal))}\":"
            + (member.Value is (string, object)[] inner ? TextOf(inner, random) : member.Value)).ToArray();
        if (random.Next(2) == 0)
        {
            random.Shuffle(texts);
        }

        return Join(texts);
    }
}
