using FsCheck;
using FsCheck.Fluent;
using Microsoft.CodeAnalysis.CSharp;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Naming;

namespace SchemaSdk.Schemas.Tests.Naming;

/// <summary>Tests that a C# name depends only on the name in JSON and on siblings that would get the same identifier.</summary>
public class NameStabilityTests
{
    private static readonly Gen<string> WireName =
        from parts in Gen.ListOf(Gen.Elements(
            "a", "A", "b", "ab", "1", "23", "url", "Lower", "equals", "value", "_", "-", ":", ".", "#", "", " ", "é", "中", "\n"))
        select string.Concat(parts.Take(5));

    private static readonly Gen<string[]> WireNames = from names in Gen.ListOf(WireName) select names.Distinct().Take(12).ToArray();

    [Fact]
    public void Names_are_valid_and_distinct() => Check(Prop.ForAll(WireNames.ToArbitrary(), wireNames =>
    {
        var names = NameScope.Assign(wireNames, ReservedNames.OfRecord);

        Assert.Equal(wireNames.Order(StringComparer.Ordinal), names.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(names.Count, names.Values.Distinct(StringComparer.Ordinal).Count());
        Assert.All(names.Values, name => Assert.True(
            SyntaxFacts.IsValidIdentifier(name) && SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None && !ReservedNames.OfRecord(name),
            name));
    }));

    [Fact]
    public void The_order_of_names_does_not_matter() => Check(Prop.ForAll(WireNames.ToArbitrary(), wireNames =>
    {
        var names = NameScope.Assign(wireNames, ReservedNames.OfEnum);
        var reversed = NameScope.Assign([.. wireNames.Reverse()], ReservedNames.OfEnum);

        Assert.All(wireNames, wireName => Assert.Equal(names[wireName], reversed[wireName]));
    }));

    [Fact]
    public void Another_sibling_renames_only_siblings_with_the_same_identifier() => Check(Prop.ForAll(
        WireNames.ToArbitrary(),
        WireName.ToArbitrary(),
        (wireNames, added) =>
        {
            var before = NameScope.Assign([.. wireNames.Except([added])], ReservedNames.OfRecord);
            var after = NameScope.Assign([.. wireNames.Union([added])], ReservedNames.OfRecord);

            Assert.All(
                before.Where(name => Identifiers.Clean(name.Key) != Identifiers.Clean(added)),
                name => Assert.Equal(name.Value, after[name.Key]));
        }));

    [Fact]
    public void A_kept_name_stays_the_same_when_siblings_are_added() => Check(Prop.ForAll(
        WireNames.ToArbitrary(),
        WireNames.ToArbitrary(),
        (wireNames, later) =>
        {
            var first = NameScope.Assign(wireNames, ReservedNames.OfEndpoint);
            var kept = first.ToDictionary(name => name.Key, name => ModelPath.TypeNameOf(name.Value), StringComparer.Ordinal);
            string[] all = [.. wireNames.Skip(1).Union(later)];
            var names = NameScope.Assign(all, ReservedNames.OfEndpoint, kept);

            Assert.All(kept, name => Assert.True(Identifiers.CanBeKept(name.Value, name.Key), name.Value));
            Assert.All(wireNames.Skip(1), wireName => Assert.Equal(first[wireName], names[wireName]));
            Assert.Equal(all.Order(StringComparer.Ordinal), names.Keys.Order(StringComparer.Ordinal));
            Assert.Equal(names.Count, names.Values.Distinct(StringComparer.Ordinal).Count());
            Assert.All(names.Values, name => Assert.True(SyntaxFacts.IsValidIdentifier(name) && !ReservedNames.OfEndpoint(name), name));
        }));

    [Fact]
    public void Another_model_renames_only_segments_with_the_same_identifier() => Check(Prop.ForAll(
        WireNames.ToArbitrary(),
        WireName.ToArbitrary(),
        (segments, added) =>
        {
            string[] before = [.. segments.Except([added]).Where(segment => segment.Length > 0).Select(segment => $"x/{segment}/y")];
            var tree = ModelTree.Build(before.Select(id => new UnnamedModel(id, id, null)), "TestClient");
            var grown = ModelTree.Build(before.Append($"x/{added}+/y").Select(id => new UnnamedModel(id, id, null)), "TestClient");

            Assert.All(
                before.Where(id => Identifiers.Clean(id.Split('/')[1]) != Identifiers.Clean(added)),
                id => Assert.Equal(tree.Find(id), grown.Find(id)));
        }));

    private static void Check(Property property) => property.Check(Config.QuickThrowOnFailure.WithMaxTest(FullRun.IsOn ? 1_000 : 300));
}
