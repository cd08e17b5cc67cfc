using SchemaSdk.Schemas.Naming;

namespace SchemaSdk.Schemas.Tests.Naming;

/// <summary>
/// Tests the lists of reserved names. A name stays reserved even when its member is removed, because otherwise users' properties would be
/// renamed.
/// </summary>
public class FrozenNameTests
{
    private const string Object = "Equals Finalize GetHashCode GetType MemberwiseClone ReferenceEquals ToString ";

    [Theory]
    [InlineData(
        "record",
        Object + "AdditionalProperties Clone Deconstruct EqualityContract Missing PrintMembers Read ReadOther Set Visit Write WriteMembers "
            + "WriteTo")]
    [InlineData("enum", Object + "Clone Deconstruct IsKnown PrintMembers Read Value Write")]
    [InlineData(
        "endpoint", Object + "Attach Client Info ModelDetails ModelId ReadOutput RunAsync RunManyAsync SubmitAsync WriteInput")]
    [InlineData(
        "client",
        Object + "AllModels Attach Dispose DisposeAsync DownloadAsync ExportPollingProfile FindModel GetModelAsync JsonTypeInfoResolver "
            + "ListModelsAsync Models RunAsync SubmitAsync System Microsoft")]
    public void Names_are_reserved(string owner, string names) =>
        Assert.All(names.Split(' '), name => Assert.True(IsReserved(owner, name), name));

    [Theory]
    [InlineData("Prompt")]
    [InlineData("")]
    public void No_other_name_is_reserved(string name) =>
        Assert.All(new[] { "record", "union", "enum", "endpoint", "client" }, owner => Assert.False(IsReserved(owner, name), owner));

    private static bool IsReserved(string owner, string name) => owner switch
    {
        "record" => ReservedNames.OfRecord(name),
        "union" => ReservedNames.OfUnion(name),
        "enum" => ReservedNames.OfEnum(name),
        "endpoint" => ReservedNames.OfEndpoint(name),
        _ => ReservedNames.OfClient(name),
    };
}
