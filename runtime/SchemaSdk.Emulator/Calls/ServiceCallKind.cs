namespace SchemaSdk.Emulation.Calls;

/// <summary>The kinds of API calls.</summary>
internal enum ServiceCallKind
{
    Unknown,
    Submit,
    Status,
    Result,
    Cancel,
    File,
    Model,
    Models,
    Categories,
}
