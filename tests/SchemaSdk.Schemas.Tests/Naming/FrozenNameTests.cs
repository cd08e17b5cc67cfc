using System.Reflection;
using SchemaSdk.Schemas.Naming;

namespace SchemaSdk.Schemas.Tests.Naming;

/// <summary>
/// Tests the lists of reserved names. A name stays reserved even when its member is removed, because otherwise users' properties would be
/// renamed.
/// </summary>
public class FrozenNameTests
{
    private const string Object = "Equals Finalize GetHashCode GetType MemberwiseClone ReferenceEquals ToString ";

    private const string Record = Object
        + "AdditionalProperties Clone Deconstruct EqualityContract Missing PrintMembers Read ReadOther Set Visit Write WriteMembers "
        + "WriteTo";

    private static IEnumerable<string> All { get; } =
    [
        .. typeof(ReservedNames).GetFields(BindingFlags.Static | BindingFlags.NonPublic)
            .SelectMany(static field => (IEnumerable<string>)field.GetValue(null)!)
            .Concat(["System", "Microsoft"])
            .Distinct(),
    ];

    [Theory]
    [InlineData("record", Record)]
    [InlineData("union", Record + " IsKnown Raw WriteBranch")]
    [InlineData("enum", Object + "Clone Deconstruct IsKnown PrintMembers Read Value Write")]
    [InlineData(
        "endpoint",
        Object + "Attach Client EstimateAsync Info KeepInputAsync ModelDetails ModelId ReadOutput RunAsync RunManyAsync SubmitAsync "
            + "WriteInput")]
    [InlineData(
        "client",
        Object + "AllModels Attach CallbackIdIn Dispose DisposeAsync DownloadAsync EstimateAsync ExportPollingProfile FindModel "
            + "GetModelAsync HasToken IntentOf IsJobOfAsync JsonTypeInfoResolver Ledger ListModelsAsync Models RunAsync SubmitAsync System "
            + "Microsoft")]
    public void Exactly_these_names_are_reserved(string owner, string names) => Assert.Equal(
        names.Split(' ').Order(StringComparer.Ordinal), All.Where(name => IsReserved(owner, name)).Order(StringComparer.Ordinal));

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
