namespace SchemaSdk.Emulation.Faults;

/// <summary>Maps the kinds of a service's calls to the kinds of calls for which faults can be set.</summary>
internal static class FaultyCalls
{
    /// <summary>Returns the kind of call for which the faults of such service calls are set; null if they never get a fault.</summary>
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
