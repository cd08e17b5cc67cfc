namespace SchemaSdk.Schemas.Naming;

/// <summary>
/// The names that generated members must not have. The lists are fixed, so a new member of a base class does not rename a user's property.
/// </summary>
internal static class ReservedNames
{
    private static readonly HashSet<string> Object = new(StringComparer.Ordinal)
    {
        "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString",
    };

    private static readonly HashSet<string> Record = new(StringComparer.Ordinal)
    {
        "AdditionalProperties", "Clone", "Deconstruct", "EqualityContract", "Missing", "PrintMembers",
        "Read", "ReadOther", "Set", "Visit", "Write", "WriteMembers", "WriteTo",
    };

    private static readonly HashSet<string> Union = new(StringComparer.Ordinal) { "IsKnown", "Raw", "WriteBranch" };

    private static readonly HashSet<string> Enum = new(StringComparer.Ordinal)
    {
        "Clone", "Deconstruct", "IsKnown", "PrintMembers", "Read", "Value", "Write",
    };

    private static readonly HashSet<string> Endpoint = new(StringComparer.Ordinal)
    {
        "Attach", "Client", "EstimateAsync", "Info", "KeepInputAsync", "ModelDetails", "ModelId", "ReadOutput", "RunAsync", "RunManyAsync",
        "SubmitAsync", "WriteInput",
    };

    private static readonly HashSet<string> Client = new(StringComparer.Ordinal)
    {
        "AllModels", "Attach", "CallbackIdIn", "Dispose", "DisposeAsync", "DownloadAsync", "EstimateAsync",
        "ExportPollingProfile", "FindModel", "GetModelAsync", "HasToken", "IntentOf", "IsJobOfAsync", "JsonTypeInfoResolver", "Ledger",
        "ListModelsAsync", "Models", "RunAsync", "SubmitAsync",
    };

    /// <summary>Returns true if the name is reserved: no property of a generated record can have it.</summary>
    public static bool OfRecord(string name) => Object.Contains(name) || Record.Contains(name);

    /// <summary>Returns true if the name is reserved: no branch of a generated union can have it.</summary>
    public static bool OfUnion(string name) => OfRecord(name) || Union.Contains(name);

    /// <summary>Returns true if the name is reserved: no value of a generated enum can have it.</summary>
    public static bool OfEnum(string name) => Object.Contains(name) || Enum.Contains(name);

    /// <summary>Returns true if the name is reserved: no property of a model's or a group's class can have it.</summary>
    public static bool OfEndpoint(string name) => Object.Contains(name) || Endpoint.Contains(name);

    /// <summary>Returns true if the name is reserved: no property of the client can have it.</summary>
    public static bool OfClient(string name) => Object.Contains(name) || Client.Contains(name) || name is "System" or "Microsoft";
}
