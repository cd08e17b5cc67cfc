namespace SchemaSdk.Emulation.Faults;

/// <summary>Maps the calls of a service to the kinds of calls that can get faults.</summary>
internal static class FaultyCalls
{
    /// <summary>Returns the kind of call whose faults a request can get; null if the request never gets a fault.</summary>
    public static EmulatorCall? Of(ServiceCallKind kind) => kind switch
    {
        ServiceCallKind.Submit => EmulatorCall.Submit,
        ServiceCallKind.Status or ServiceCallKind.Stream => EmulatorCall.Status,
        ServiceCallKind.Result => EmulatorCall.Result,
        ServiceCallKind.Cancel => EmulatorCall.Cancel,
        ServiceCallKind.File => EmulatorCall.Download,
        ServiceCallKind.Upload => EmulatorCall.Upload,
        ServiceCallKind.Catalog => EmulatorCall.Catalog,
        _ => null,
    };
}
