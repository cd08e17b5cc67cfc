using SchemaSdk.Schemas.Naming;

namespace SchemaSdk.Schemas.Tests.Naming;

/// <summary>A reserved name must stay reserved when its member is removed, because properties would be renamed otherwise.</summary>
public class FrozenNameTests
{
    private const string Object = "Equals Finalize GetHashCode GetType MemberwiseClone ReferenceEquals ToString";

    [Theory]
    [InlineData(Object)]
    [InlineData(
        "AdditionalProperties Clone Deconstruct EqualityContract Missing PrintMembers Read ReadOther Set Visit Write WriteMembers WriteTo")]
    public void Names_are_reserved_in_records(string names) =>
        Assert.All(names.Split(' '), name => Assert.True(ReservedNames.OfRecord(name), name));

    [Theory]
    [InlineData(Object)]
    [InlineData("Clone Deconstruct IsKnown PrintMembers Read Value Write")]
    public void Names_are_reserved_in_enums(string names) =>
        Assert.All(names.Split(' '), name => Assert.True(ReservedNames.OfEnum(name), name));

    [Theory]
    [InlineData(Object)]
    [InlineData("Attach Client Info ModelDetails ModelId ReadOutput RunAsync RunManyAsync SubmitAsync WriteInput")]
    public void Names_are_reserved_below_endpoints(string names) =>
        Assert.All(names.Split(' '), name => Assert.True(ReservedNames.OfEndpoint(name), name));

    [Theory]
    [InlineData(Object)]
    [InlineData(
        "AllModels Attach Dispose DisposeAsync DownloadAsync ExportPollingProfile FindModel GetModelAsync JsonTypeInfoResolver "
            + "ListModelsAsync Models")]
    [InlineData("RunAsync SubmitAsync System Microsoft")]
    public void Names_are_reserved_in_the_client(string names) =>
        Assert.All(names.Split(' '), name => Assert.True(ReservedNames.OfClient(name), name));

    [Theory]
    [InlineData("Prompt")]
    [InlineData("")]
    public void No_other_name_is_reserved(string name) =>
        Assert.False(ReservedNames.OfRecord(name)
            || ReservedNames.OfUnion(name)
            || ReservedNames.OfEnum(name)
            || ReservedNames.OfEndpoint(name)
            || ReservedNames.OfClient(name));
}
