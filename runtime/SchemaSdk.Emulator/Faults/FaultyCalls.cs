namespace SchemaSdk.Emulation.Faults;

/// <summary>Maps API calls to the kinds of calls that faults can be added for.</summary>
internal static class FaultyCalls
{
    /// <summary>Returns the kind of call whose faults a request gets; null for a request that is not an API call.</summary>
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
