namespace SchemaSdk.Emulation.Calls;

/// <summary>The calls that the service answers.</summary>
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
